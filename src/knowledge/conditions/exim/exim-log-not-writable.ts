import { loggedCondition } from '../../logged-condition.ts'

/** Exim cannot write its main log: it stops taking and delivering mail. */
export const eximLogNotWritable = loggedCondition({
  id: 'exim-log-not-writable',
  topic: 'downtime',
  severity: 'critical',
  query: {
    contains: ['Cannot open main log file', 'could not open panic log', 'Failed to create directory'],
  },
  subject: ({ text }) => /"?(\/[^\s":]{1,200})/.exec(text)?.[1] ?? '/var/log/exim4',
  confidence: 'certain',
  marks: () => ['program:exim', 'path:/var/log/exim4', 'path:/var/log'],
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'exim-paniclog-nonempty', when: () => true },
  ],
  texts: {
    en: {
      title: 'Exim cannot write {subject}',
      because:
        'Exim cannot open its log {subject} ({count} times). Without a log it takes no mail and delivers none.',
      allClear: 'Exim can write its logs',
    },
    zh: {
      title: 'Exim 无法写入 {subject}',
      because: 'Exim 无法打开日志 {subject}（{count} 次）。没有日志，它既不收信也不投递。',
      allClear: 'Exim 能写入日志',
    },
  },
  fix: [
    {
      do: {
        en: 'Look at owner, mode and room (Debian: Debian-exim:adm, 2750)',
        zh: '检查属主、权限和空间（Debian：Debian-exim:adm，2750）',
      },
      command: 'ls -ld /var/log/exim4; ls -l /var/log/exim4; df -h /var/log',
      risk: 'none',
    },
    {
      do: { en: 'Give it back to Exim', zh: '恢复属主' },
      command: 'chown -R Debian-exim:adm /var/log/exim4 && chmod 2750 /var/log/exim4',
      risk: 'none',
    },
  ],
  verify: ['tail -1 /var/log/exim4/mainlog'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html'],
})
