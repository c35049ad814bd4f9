import type { RejectLine } from '../engine/refusal-line.ts'
import type { Restriction } from '../mail-log.ts'

/** Stable words of the texts with which Postfix refuses (smtpd_check.c, smtpd.c). */
const words: readonly (readonly [string, Restriction])[] = [
  ['Relay access denied', 'relay'],
  ['relay not permitted', 'relay'],
  ['blocked using', 'blocklist'],
  ['Server configuration', 'configuration'],
  ['Insufficient system storage', 'storage'],
  ['queue file write error', 'configuration'],
  ['Temporary lookup failure', 'configuration'],
  ['Message size exceeds', 'size'],
  ['Helo command rejected', 'helo'],
  ['Sender address rejected', 'sender'],
  ['Recipient address rejected', 'recipient'],
  ['Client host rejected', 'client'],
  ['STARTTLS', 'tls'],
  ['too many', 'rate'],
  ['rate limit', 'rate'],
  ['Protocol error', 'protocol'],
  ['pipelining', 'protocol'],
]

/** What kind of rule refused, as far as the text tells it. */
export function restrictionOf(reject: RejectLine): Restriction {
  const found = words.find(([word]) => reject.text.includes(word))
  if (found !== undefined) return found[1]
  if (reject.action.startsWith('milter-')) return 'milter'
  return ['header', 'body', 'mime-error', 'content'].includes(reject.stage) ? 'content' : 'other'
}
