import { absent, known } from '../../access/answer.ts'
import { type DaemonState, eximRunning } from '../exim/running.ts'
import { type Fact, fact } from '../fact.ts'
import { opensmtpdRunning } from '../opensmtpd/running.ts'
import { postfixRunning } from '../postfix/running.ts'

/** Whether one of the mail servers here runs. */
export interface MailServerState extends DaemonState {
  readonly program: 'Postfix' | 'Exim' | 'OpenSMTPD'
}

export const mailServerStates = fact({
  id: 'mail.server-states',
  privilege: 'root',
  summary: 'Postfix, Exim and OpenSMTPD, as far as they are installed: running, enabled, unit.',
  optional: { postfix: postfixRunning, exim: eximRunning, opensmtpd: opensmtpdRunning },
  collect(_world, { postfix, exim, opensmtpd }): Fact<readonly MailServerState[]> {
    const states: MailServerState[] = [
      ...(postfix.status === 'known' ? [{ program: 'Postfix', ...postfix.value } as const] : []),
      ...(exim.status === 'known' ? [{ program: 'Exim', ...exim.value } as const] : []),
      ...(opensmtpd.status === 'known' ? [{ program: 'OpenSMTPD', ...opensmtpd.value } as const] : []),
    ]
    if (states.length > 0) return known(states, ...states.flatMap(({ evidence }) => evidence))
    for (const one of [postfix, exim, opensmtpd]) if (one.status === 'unknown') return one
    return absent()
  },
})
