/** Words by which processes, units and profiles of programs that mail needs are known. */
const words = [
  'postfix',
  'master',
  'smtpd',
  'qmgr',
  'cleanup',
  'dovecot',
  'imap',
  'pop3',
  'lmtp',
  'rspamd',
  'clamd',
  'clamav',
  'freshclam',
  'spamd',
  'spamassassin',
  'amavis',
  'opendkim',
  'opendmarc',
  'postgrey',
  'policyd',
  'postsrsd',
  'redis',
  'valkey',
  'mysqld',
  'mariadb',
  'postgres',
  'slapd',
  'unbound',
  'named',
  'exim',
]

/** The program that a process, unit or profile name belongs to, if mail needs it. */
export function mailProgramIn(name: string): string | undefined {
  const lower = name.toLowerCase()
  return words.find((word) => lower.includes(word))
}

/** Processes by their program: `auth` of Dovecot is killed as `auth`, master of Postfix as `master`. */
export function programMarks(word: string): readonly string[] {
  const program = programOf.get(word) ?? word
  return [`program:${program}`, `unit:${program}.service`]
}

const programOf = new Map([
  ['master', 'postfix'],
  ['smtpd', 'postfix'],
  ['qmgr', 'postfix'],
  ['cleanup', 'postfix'],
  ['imap', 'dovecot'],
  ['pop3', 'dovecot'],
  ['lmtp', 'dovecot'],
  ['clamd', 'clamav'],
])
