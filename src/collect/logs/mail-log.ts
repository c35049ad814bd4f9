import type { MailLog } from '../../logs/mail-log.ts'
import { readHostLogs } from '../../logs/sources.ts'
import { fact } from '../fact.ts'

/** The mail logs of the last 24 hours, summed up. `absent`: this host has no mail log at all. */
export const mailLog = fact<MailLog>({
  id: 'logs.mail',
  privilege: 'root',
  summary:
    'Deliveries, refusals, warnings, log-ins and events of the last 24 hours, from files or the journal.',
  collect: ({ host, clock }) => readHostLogs(host, clock.now()),
})
