import { loggedCondition } from '../../logged-condition.ts'

/** A program under another uid may not write the statistics socket. Mail works all the same. */
export const dovecotStatsSocketPermission = loggedCondition({
  id: 'dovecot-stats-socket-permission',
  topic: 'configuration',
  severity: 'low',
  query: { contains: ['stats-writer) failed: Permission denied', 'stats-writer failed: Permission denied'] },
  subject: '/run/dovecot/stats-writer',
  confidence: 'certain',
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: {
        en: 'only statistics are denied; the same mail was delivered',
        zh: '被拒绝的只是统计信息，邮件已投递',
      },
    },
  ],
  texts: {
    en: {
      title: 'Noise in the log: no access to {subject}',
      because:
        'Programs under another user may not write Dovecot’s statistics ({count} lines). It hurts nothing but the log.',
      allClear: 'all programs may write statistics',
    },
    zh: {
      title: '日志噪声：无权写入 {subject}',
      because: '以其他用户运行的程序无法写入 Dovecot 的统计信息（{count} 行）。除日志外没有影响。',
      allClear: '所有程序都可写入统计信息',
    },
  },
  fix: [
    {
      do: {
        en: 'In Dovecot’s configuration: service stats { unix_listener stats-writer { mode = 0660, group = vmail } }, each on its own line',
        zh: '在 Dovecot 配置中：service stats { unix_listener stats-writer { mode = 0660, group = vmail } }，分行书写',
      },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['ls -l {subject}'],
  references: ['https://doc.dovecot.org/main/core/config/statistics.html'],
})
