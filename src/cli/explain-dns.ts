import { systemClock } from '../access/clock.ts'
import { localHost } from '../access/host/local.ts'
import { systemNet } from '../access/net/system-net.ts'
import {
  authenticateMessage,
  type MessageAuthentication,
} from '../collect/authentication/message-authentication.ts'
import { type RawMessage, readRawMessage } from '../collect/authentication/signature/raw-message.ts'
import { spfLookUp } from '../collect/authentication/spf-lookups.ts'
import { type HeaderReading, readHeaders } from '../explain/mail/headers.ts'
import { returnedOriginal } from '../explain/mail/returned-original.ts'
import type { ExplainAnswer } from './explain-answer.ts'
import type { ExplainInput } from './explain-input.ts'

/**
 * `explain --dns`: verifies the authentication of a mail now; of a bounce, that of the original that it returns.
 * Other answers pass unchanged. `resolvers`: none for those of this system.
 */
export async function verifyByDns(
  answer: ExplainAnswer,
  { bytes, whole = bytes }: ExplainInput,
  resolvers: readonly string[],
): Promise<ExplainAnswer> {
  if (answer.kind !== 'mail') return answer
  const net = systemNet(resolvers.length === 0 ? {} : { resolvers })
  const lookUp = spfLookUp({ host: localHost(), net, clock: systemClock })
  const now = Math.floor(systemClock.now() / 1000)
  const verify = (headers: HeaderReading) => (raw: RawMessage) =>
    authenticateMessage(raw, headers, lookUp, now)
  if (answer.headers !== undefined)
    return { ...answer, verified: await verify(answer.headers)(readRawMessage(whole)) }
  const original = answer.mail.kind === 'bounce' ? returnedOriginal(whole) : undefined
  if (original === undefined) return answer
  const headers = readHeaders(headerText(original))
  return { ...answer, headers, verified: await ofCopy(readRawMessage(original), verify(headers)) }
}

/** A bounce may shorten its copy: a body that does not hold there tells nothing, so that it counts as not given. */
async function ofCopy(
  copy: RawMessage,
  authenticate: (message: RawMessage) => Promise<MessageAuthentication>,
): Promise<MessageAuthentication> {
  const seen = await authenticate(copy)
  const isShortened = seen.dkim.some(({ now }) => now.fault === 'body-changed')
  return isShortened ? authenticate({ ...copy, body: undefined }) : seen
}

const longestHeader = 1 << 20

function headerText(message: Uint8Array): string {
  const text = Buffer.from(message.buffer, message.byteOffset, Math.min(message.byteLength, longestHeader))
    .toString('latin1')
    .replaceAll('\r\n', '\n')
  const end = text.indexOf('\n\n')
  return end < 0 ? text : text.slice(0, end)
}
