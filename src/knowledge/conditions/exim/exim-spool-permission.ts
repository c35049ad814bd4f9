import { loggedCondition } from '../../logged-condition.ts'

/** Exim's user may not write its own spool: after a restore or a chown as root. All mail is put off. */
export const eximSpoolPermission = loggedCondition({
  id: 'exim-spool-permission',
  topic: 'delivery',
  severity: 'critical',
  query: {
    contains: ['Failed to create spool file', 'Cannot create spool file', 'Failed to create directory'],
  },
  accepts: ({ text }) => text.includes('Permission denied'),
  subject: ({ text }) => /(\/[^\s":]{1,200}?)\/+(?:input|msglog|db)\b/.exec(text)?.[1] ?? '/var/spool/exim4',
  confidence: 'certain',
  marks: () => ['program:exim', 'path:/var/spool/exim4'],
  explains: [
    {
      condition: 'storage-maildir-permission-denied',
      when: (cause, { subject }) => subject.startsWith(cause.subject),
    },
    { condition: 'inbound-refused', when: (_cause, { subject }) => subject.includes('Unexpected failure') },
    {
      condition: 'submissions-refused',
      when: (_cause, { subject }) => subject.includes('Unexpected failure'),
    },
    { condition: 'exim-paniclog-nonempty', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'the error is "Permission denied"; there is room',
        zh: '错误是“Permission denied”，空间充足',
      },
    },
  ],
  texts: {
    en: {
      title: 'Exim may not write its spool {subject}',
      because:
        'Exim’s user may not make files below {subject} ({count} times, "Permission denied"). Whoever brings mail is told to come again later.',
      allClear: 'Exim may write its spool',
    },
    zh: {
      title: 'Exim 无权写入其队列目录 {subject}',
      because:
        'Exim 的用户无法在 {subject} 下创建文件（{count} 次，“Permission denied”）。来信方被告知稍后再试。',
      allClear: 'Exim 可以写入其队列目录',
    },
  },
  fix: [
    {
      do: { en: 'Look at owners and modes', zh: '检查属主和权限' },
      command: 'ls -la {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Give it back to Exim (Debian: Debian-exim, 0750)',
        zh: '恢复属主（Debian：Debian-exim，0750）',
      },
      command: 'chown -R Debian-exim:Debian-exim {subject} && chmod 0750 {subject} {subject}/*',
      risk: 'none',
    },
  ],
  verify: ['exim -bp | head -3', 'tail -3 /var/log/exim4/mainlog'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-format_of_spool_files.html'],
})
