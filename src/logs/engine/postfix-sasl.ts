import { namedAddress } from '../text.ts'

/** A SASL log-in that failed at smtpd (smtpd_sasl_glue.c). */
export interface SaslFailure {
  readonly client: string
  /** '' where smtpd does not know it. */
  readonly user: string
  readonly reason: string
}

const words = ' authentication failed: '
const userWord = ', sasl_username='
const longestUser = 254

/** Reads `h[192.0.2.1]: SASL LOGIN authentication failed: reason[, sasl_username=u]` from `start` on. */
export function saslFailure(text: string, start: number): SaslFailure | undefined {
  const at = text.indexOf(words, start)
  if (at < 0) return undefined
  const client = namedAddress(text, start)
  if (client === undefined || client.end > at || !text.startsWith(': SASL ', client.end)) return undefined
  const userAt = text.indexOf(userWord, at)
  const reason = text.slice(at + words.length, userAt < 0 ? text.length : userAt)
  const user = userAt < 0 ? '' : text.slice(userAt + userWord.length, userAt + userWord.length + longestUser)
  return { client: client.address, user: user === '(unavailable)' ? '' : user, reason }
}
