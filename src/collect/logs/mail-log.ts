import { unknown } from '../../access/answer.ts'
import type { MailLog } from '../../logs/mail-log.ts'
import { fact } from '../fact.ts'

/** The mail logs of the last 24 hours, summed up. `absent`: this host has no mail log at all. */
export const mailLog = fact<MailLog>({
  id: 'logs.mail',
  privilege: 'root',
  summary:
    'Deliveries, refusals, warnings, log-ins and events of the last 24 hours, from files or the journal.',
  collect: () => unknown('not-running-here', 'the log reader is not there yet'),
})
