import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** Log-ins cannot be handed to a mail process: all are busy, mostly with a slow disk. */
export const dovecotBackendSocketBusy = loggedCondition({
  id: 'dovecot-backend-socket-busy',
  topic: 'slow',
  severity: 'high',
  query: { contains: ['failed: Resource temporarily unavailable'], endedByStartOf: 'dovecot' },
  accepts: ({ text }) => text.includes('net_connect_unix('),
  subject: ({ text }) => /net_connect_unix\(([^()]{1,200})\)/.exec(text)?.[1] ?? 'dovecot',
  confidence: 'likely',
  explains: [{ condition: 'logins-failing', when: isPasswordCheck }],
  mistakenFor: [
    {
      condition: 'dovecot-login-process-limit',
      toldApartBy: {
        en: 'the log-in succeeded; it is the mail process behind it that is busy',
        zh: '登录已成功，忙的是其后的邮件进程',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot’s {subject} is too busy to take log-ins',
      because:
        'Connections to {subject} were refused because its queue is full ({count} times): its processes wait, mostly for a slow or hanging disk or NFS.',
      allClear: 'log-ins are handed over at once',
    },
    zh: {
      title: 'Dovecot 的 {subject} 太忙，无法接受登录',
      because:
        '到 {subject} 的连接因队列已满被拒绝（{count} 次）：其进程在等待，通常是磁盘或 NFS 很慢或挂起。',
      allClear: '登录可立即移交',
    },
  },
  fix: [
    {
      do: {
        en: 'See what the processes wait for (state D is the disk)',
        zh: '查看进程在等待什么（状态 D 表示磁盘）',
      },
      command: 'ps -eo state,wchan:30,args | grep -E "^D|imap" | head -20',
      risk: 'none',
    },
    {
      do: {
        en: 'If the disk is well, raise service imap { process_limit }',
        zh: '若磁盘正常，则提高 service imap 的 process_limit',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm -f tab service status'],
  references: ['https://doc.dovecot.org/2.3/admin_manual/errors/socket_unavailable/'],
})
