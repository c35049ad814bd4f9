import { systemClock } from '../access/clock.ts'
import { localHost } from '../access/host/local.ts'
import { systemNet } from '../access/net/system-net.ts'
import { authenticateMessage } from '../collect/authentication/message-authentication.ts'
import { readRawMessage } from '../collect/authentication/signature/raw-message.ts'
import { spfLookUp } from '../collect/authentication/spf-lookups.ts'
import type { ExplainAnswer } from './explain-answer.ts'
import type { ExplainInput } from './explain-input.ts'

/**
 * `explain --dns`: verifies the authentication of a mail that is no bounce, now. Other answers pass unchanged.
 * `resolvers`: none for those of this system.
 */
export async function verifyByDns(
  answer: ExplainAnswer,
  { bytes, whole = bytes }: ExplainInput,
  resolvers: readonly string[],
): Promise<ExplainAnswer> {
  if (answer.kind !== 'mail' || answer.headers === undefined) return answer
  const net = systemNet(resolvers.length === 0 ? {} : { resolvers })
  const lookUp = spfLookUp({ host: localHost(), net, clock: systemClock })
  const now = Math.floor(systemClock.now() / 1000)
  return {
    ...answer,
    verified: await authenticateMessage(readRawMessage(whole), answer.headers, lookUp, now),
  }
}
