import { loggedCondition } from '../../logged-condition.ts'

/** A message in the spool is damaged or half missing: a full disk or a crash. It is never delivered. */
export const eximSpoolError = loggedCondition({
  id: 'exim-spool-error',
  topic: 'delivery',
  severity: 'high',
  query: {
    contains: [
      'Format error in spool file',
      'Spool format error',
      'Spool file not found',
      'Spool read error',
    ],
  },
  subject: ({ lastExample }) =>
    /(\w{6}-\w{6,11}-\w{2,4})(?:-[HDJ])?\b/.exec(lastExample.text)?.[1] ?? 'exim spool',
  confidence: 'certain',
  marks: () => ['program:exim'],
  explains: [{ condition: 'exim-paniclog-nonempty', when: () => true }],
  texts: {
    en: {
      title: 'The message {subject} in Exim’s spool is damaged',
      because:
        'Exim cannot read the files of {subject} in its spool ({count} times). They were cut short by a full disk or a crash; Exim skips the message in every queue run.',
      allClear: 'Exim can read its spool',
    },
    zh: {
      title: 'Exim 队列中的邮件 {subject} 已损坏',
      because:
        'Exim 无法读取队列中 {subject} 的文件（{count} 次）。通常因磁盘写满或崩溃而不完整；每次队列运行都会跳过它。',
      allClear: 'Exim 能读取其队列',
    },
  },
  fix: [
    {
      do: { en: 'First see that the disk has room again', zh: '先确认磁盘有空间' },
      command: 'df -h /var/spool/exim4; df -i /var/spool/exim4',
      risk: 'none',
    },
    {
      do: { en: 'Look at what is left of the message, and save it', zh: '查看并保存邮件残留内容' },
      command: 'ls -l /var/spool/exim4/input/*{subject}* /var/spool/exim4/input/*/*{subject}*',
      risk: 'none',
    },
    {
      do: { en: 'Remove what cannot be mended', zh: '删除无法修复的文件' },
      command: 'exim -Mrm {subject}',
      risk: 'data',
    },
  ],
  verify: ['exim -bp | grep {subject}'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-format_of_spool_files.html'],
})
