/** Where mail logs are on the systems that people run, whatever a configuration says. */

/** Of a syslog daemon for mail alone, by distribution: the first that is in use is the one. */
export const usualMailFiles = [
  '/var/log/mail.log',
  '/var/log/maillog',
  '/var/log/mail/mail.log',
  '/var/log/mail',
] as const

/** Exim's main log as Debian, Fedora and FreeBSD set `log_file_path`. */
export const usualEximFiles = [
  '/var/log/exim4/mainlog',
  '/var/log/exim/main.log',
  '/var/log/exim/mainlog',
] as const

export const usualRspamdFile = '/var/log/rspamd/rspamd.log'

/** Of a syslog daemon for everything. */
export const usualSystemFiles = ['/var/log/syslog', '/var/log/messages'] as const
