/** Who wrote a line: the tag of a syslog line, or what stands for it in a program's own file. */
export interface Program {
  /** Without pid: `postfix/submission/smtpd`, `dovecot`, `kernel`. */
  readonly name: string
  /** Last part of a Postfix tag: `smtpd`; else the name. */
  readonly daemon: string
  /** Postfix tag without its instance: `submission/smtpd`, `smtpd`. */
  readonly service: string
  readonly family: ProgramFamily
}

export type ProgramFamily =
  | 'postfix'
  | 'dovecot'
  | 'exim'
  | 'opensmtpd'
  | 'sendmail'
  | 'kernel'
  | 'systemd'
  | 'syslog'
  | 'filter'
  | 'other'

const postfixDaemons = new Set([
  'anvil',
  'bounce',
  'cleanup',
  'discard',
  'dnsblog',
  'error',
  'flush',
  'lmtp',
  'local',
  'master',
  'oqmgr',
  'pickup',
  'pipe',
  'postalias',
  'postconf',
  'postdrop',
  'postfix-script',
  'postlog',
  'postlogd',
  'postmap',
  'postqueue',
  'postscreen',
  'postsuper',
  'proxymap',
  'proxywrite',
  'qmgr',
  'qmqpd',
  'retry',
  'scache',
  'sendmail',
  'showq',
  'smtp',
  'smtpd',
  'spawn',
  'tlsmgr',
  'tlsproxy',
  'trace',
  'trivial-rewrite',
  'verify',
  'virtual',
  'defer',
  'relay',
  'rewrite',
  'postmulti',
  'postmulti-script',
  'set-permissions',
  'smtps',
]) // prettier-ignore
/** Sendmail's queue runner, daemon and submission agent, as they tag their lines. */
const sendmails = new Set(['sendmail', 'sm-mta', 'sm-msp-queue', 'sm-acceptingconnections'])
const filters = new Set([
  'rspamd',
  'opendkim',
  'opendmarc',
  'clamd',
  'clamav-milter',
  'freshclam',
  'amavis',
  'amavisd',
  'spamd',
  'spamass-milter',
  'postgrey',
  'policyd-spf',
  'postsrsd',
  'milter-greylist',
  'dkimpy-milter',
  'redis',
  'redis-server',
  'unbound',
  'named',
  'fail2ban',
  'mtasts',
  'postfix-mta-sts-resolver',
  'sqlgrey',
  'postfwd',
]) // prettier-ignore
const syslogs = new Set([
  'rsyslogd',
  'syslog-ng',
  'syslogd',
  'systemd-journald',
  'systemd-journal',
  'journal',
])

/** Splits a tag without pid and colon. Tags come from the log, so every text is accepted. */
export function programOf(name: string): Program {
  const slash = name.lastIndexOf('/')
  const daemon = slash < 0 ? name : name.slice(slash + 1)
  const service = slash < 0 ? name : name.slice(name.indexOf('/') + 1)
  return { name, daemon, service, family: familyOf(name, daemon, slash >= 0) }
}

function familyOf(name: string, daemon: string, compound: boolean): ProgramFamily {
  if (name === 'dovecot') return 'dovecot'
  if (name === 'exim' || name === 'exim4') return 'exim'
  if (name === 'smtpd' || name === 'opensmtpd') return 'opensmtpd'
  if (sendmails.has(name)) return 'sendmail'
  if (name === 'kernel') return 'kernel'
  if (name === 'systemd') return 'systemd'
  if (syslogs.has(name)) return 'syslog'
  if (filters.has(daemon)) return 'filter'
  if (name === 'postfix' || name.startsWith('postfix')) return 'postfix'
  // Postfix's commands bear their own name until they have read main.cf: `postmulti[7]: warning: …`.
  if (!compound && name.startsWith('post') && postfixDaemons.has(name)) return 'postfix'
  return compound && postfixDaemons.has(daemon) ? 'postfix' : 'other'
}
