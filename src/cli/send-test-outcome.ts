import type { SendSeen } from '../access/net/sending/send-message.ts'
import { type ExitCode, exit } from './command-file.ts'
import type { TestMessage } from './send-test-message.ts'
import type { Route } from './send-test-route.ts'

/** What became of the mail after the server took it. */
export type Arrival =
  | {
      readonly outcome: 'arrived'
      readonly where: string
      readonly message: Buffer
      readonly milliseconds: number
    }
  | { readonly outcome: 'not seen'; readonly where: string; readonly milliseconds: number }
  | { readonly outcome: 'not looked'; readonly why?: string }

/** One test, from the first connection to the last hop. */
export interface SendTest {
  readonly from: string
  readonly to: string
  readonly test: TestMessage
  readonly route: Route
  readonly sent: SendSeen
  readonly arrival: Arrival
}

export type SendOutcome = 'arrived' | 'accepted' | 'refused' | 'bounced' | 'not seen'

/** Exit codes: it arrived, or was taken and nobody was asked to wait; refused or returned; not seen. */
export function exitOf(outcome: SendOutcome): ExitCode {
  if (outcome === 'not seen') return exit.couldNotTell
  return outcome === 'arrived' || outcome === 'accepted' ? exit.fine : exit.problem
}
