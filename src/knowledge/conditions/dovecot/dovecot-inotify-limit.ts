import { loggedCondition } from '../../logged-condition.ts'

/**
 * One uid has more waiting IMAP sessions than the kernel gives inotify instances: new mail shows late.
 */
export const dovecotInotifyLimit = loggedCondition({
  id: 'dovecot-inotify-limit',
  topic: 'client',
  severity: 'low',
  query: {
    contains: ['Inotify instance limit for user', 'Inotify watch limit for user'],
    endedByStartOf: 'dovecot',
  },
  subject: 'fs.inotify',
  confidence: 'certain',
  mistakenFor: [
    {
      condition: 'dovecot-login-process-limit',
      toldApartBy: {
        en: 'sessions go on; they only learn of new mail later',
        zh: '会话继续，只是新邮件提示变晚',
      },
    },
  ],
  texts: {
    en: {
      title: 'Too few inotify instances: new mail shows late',
      because:
        'All mailboxes belong to one uid, and its idle sessions need more inotify instances or watches than the kernel allows ({count} warnings). Dovecot polls instead.',
      allClear: 'inotify suffices',
    },
    zh: {
      title: 'inotify 实例不足：新邮件提示变慢',
      because:
        '所有邮箱属于同一个 uid，其空闲会话需要的 inotify 数量超过内核限制（{count} 条警告），Dovecot 改为轮询。',
      allClear: 'inotify 数量足够',
    },
  },
  fix: [
    {
      do: { en: 'Allow more', zh: '提高限制' },
      command:
        'sysctl -w fs.inotify.max_user_instances=65535 fs.inotify.max_user_watches=262144 && sysctl -a 2>/dev/null | grep ^fs.inotify.max_user > /etc/sysctl.d/60-inotify.conf',
      risk: 'none',
    },
  ],
  verify: ['sysctl fs.inotify.max_user_instances'],
  references: ['https://doc.dovecot.org/main/core/admin/limits.html'],
})
