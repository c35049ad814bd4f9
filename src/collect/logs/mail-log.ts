import type { MailLog } from '../../logs/mail-log.ts'
import { type LogPlaces, readHostLogs } from '../../logs/sources/host-logs.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'

/** The mail logs of the last 24 hours, summed up. `absent`: this host has no mail log at all. */
export const mailLog = fact({
  id: 'logs.mail',
  privilege: 'root',
  summary:
    'Deliveries, refusals, warnings, log-ins and events of the last 24 hours, from files or the journal.',
  optional: { postfix: postfixConfiguration, dovecot: dovecotConfiguration },
  collect({ host, clock }, { postfix, dovecot }): Promise<Fact<MailLog>> {
    const postfixFile = postfix.status === 'known' ? postfix.value.value('maillog_file') : undefined
    const dovecotFiles =
      dovecot.status === 'known' ? ['log_path', 'info_log_path'].map((name) => dovecot.value.value(name)) : []
    const places: LogPlaces = {
      postfixFiles: [postfixFile].filter(isLogFile),
      dovecotFiles: dovecotFiles.filter(isLogFile),
    }
    return readHostLogs(host, clock.now(), places)
  },
})

/** Not `syslog` (Dovecot) and no terminal: those are read elsewhere, or not at all. */
function isLogFile(path: string | undefined): path is string {
  return path?.startsWith('/') === true && !path.startsWith('/dev/') && !path.startsWith('/proc/')
}
