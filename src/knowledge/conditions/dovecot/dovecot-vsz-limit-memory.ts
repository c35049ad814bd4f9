import { loggedCondition } from '../../logged-condition.ts'

/**
 * A process of Dovecot needs more memory than its own vsz_limit, mostly for a bloated index of one folder.
 */
export const dovecotVszLimitMemory = loggedCondition({
  id: 'dovecot-vsz-limit-memory',
  topic: 'client',
  severity: 'medium',
  query: {
    contains: ['you may need to increase it', 'vsz_limit=', 'failed to map segment'],
    endedByStartOf: 'dovecot',
  },
  // Without room for a library a process cannot even begin.
  accepts: ({ text }) => text.includes('emory') || text.includes('failed to map segment'),
  subject: ({ text }) => /service ([a-z-]{1,40}) \{/.exec(text)?.[1] ?? 'dovecot',
  confidence: 'certain',
  marks: ({ subject }) => [`service:${subject}`, 'program:dovecot'],
  explains: [
    { condition: 'logins-failing' },
    { condition: 'deliveries-deferred', when: (_, { subject }) => /dovecot|lmtp/.test(subject) },
  ],
  texts: {
    en: {
      title: 'Dovecot’s {subject} runs out of the memory that it may use',
      because:
        'Processes of {subject} ended because of their vsz_limit ({count} times), not because the machine has none left. Usually one very large folder, or its index.',
      allClear: 'Dovecot’s processes stay within their memory limits',
    },
    zh: {
      title: 'Dovecot 的 {subject} 超出允许的内存',
      because:
        '{subject} 的进程因 vsz_limit 而终止（{count} 次），而不是机器内存不足。通常是某个非常大的文件夹或其索引。',
      allClear: 'Dovecot 各进程都在内存限制之内',
    },
  },
  fix: [
    {
      do: {
        en: 'Allow more in Dovecot’s configuration: default_vsz_limit = 1G',
        zh: '在 Dovecot 配置中提高：default_vsz_limit = 1G',
      },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['journalctl --since -10min --no-pager | grep -c vsz_limit'],
  references: ['https://doc.dovecot.org/main/core/admin/errors.html'],
})
