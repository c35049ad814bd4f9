import type { RecipientStatus, Refusal, TracedMessage, TracedRecipient } from './message.ts'
import { isInNetwork, networkNeedle, parseNetwork } from './network.ts'

/** What is looked for; all that is given must fit. `*` in a value stands for any text. */
export interface TraceQuery {
  readonly messageId?: string
  readonly queueId?: string
  readonly from?: string
  readonly to?: string
  /** Part of the subject, in any case; where the log has it. */
  readonly subject?: string
  /** Name or address of the client, or a network: `192.0.2.0/24`. */
  readonly client?: string
  readonly user?: string
  /** Of the recipient that `to` asks for, or of any. */
  readonly statuses?: readonly RecipientStatus[]
  /** Seconds as the log's clock writes them; a message fits that did anything in between. */
  readonly since?: number
  readonly until?: number
}

const statusNeedles: Readonly<Record<RecipientStatus, readonly string[]>> = {
  delivered: ['status=sent', ' => ', ' -> ', ' >> '],
  deferred: ['status=deferred', 'status=SOFTBOUNCE', ' == '],
  bounced: ['status=bounced', ' ** '],
  expired: ['expired', ' ** '],
  rejected: ['reject'],
  held: ['hold: ', 'rozen'],
  discarded: ['discard', ':blackhole:'],
}

/** What a line of a fitting message holds: a text as it is, a text in any case, or both. */
export interface NeedleText {
  readonly exact: string
  /** ASCII, in lower case. */
  readonly folded: string
}

/** A line of a fitting message holds at least one of these; none: any line may be one of its. */
export function needlesOf(query: TraceQuery): readonly NeedleText[] {
  const { client, statuses = [] } = query
  const network = client === undefined ? undefined : parseNetwork(client)
  const needles = [
    exactly(query.messageId?.replace(/^<|>$/g, '')),
    exactly(query.queueId),
    exactly(network === undefined ? client : networkNeedle(network)),
    exactly(query.user),
    addressNeedle(query.from),
    addressNeedle(query.to),
    query.subject === undefined ? undefined : { exact: '', folded: longestAscii(query.subject) },
  ].filter((needle) => needle !== undefined)
  const best = needles.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
  if (best !== undefined && lengthOf(best) > 0) return [best]
  return statuses.flatMap((status) => statusNeedles[status].map((exact) => ({ exact, folded: '' })))
}

function lengthOf({ exact, folded }: NeedleText): number {
  return Math.max(exact.length, folded.length)
}

function exactly(pattern: string | undefined): NeedleText | undefined {
  return pattern === undefined ? undefined : { exact: longestPiece(pattern), folded: '' }
}

/** The local part as it is, the whole in any case: domains are written in both. */
function addressNeedle(pattern: string | undefined): NeedleText | undefined {
  if (pattern === undefined || pattern === '') return undefined
  const at = pattern.lastIndexOf('@')
  return { exact: longestPiece(at < 0 ? pattern : pattern.slice(0, at + 1)), folded: longestAscii(pattern) }
}

function longestPiece(pattern: string): string {
  return longest(pattern.split('*'))
}

/** Letters beyond ASCII have a case that bytes do not show; Exim escapes quotes and backslashes. */
function longestAscii(pattern: string): string {
  return longest(pattern.toLowerCase().split(/[*"\\\u0080-\uffff]/))
}

function longest(pieces: readonly string[]): string {
  return pieces.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

/** Whether it asks for anything at all. */
export function isQuery(query: TraceQuery): boolean {
  return Object.values(query).some(
    (value) => value !== undefined && (!Array.isArray(value) || value.length > 0),
  )
}

/** `parts`: what each host's log says of it; a later host may know it by another sender or client. */
export function fits(
  message: TracedMessage,
  query: TraceQuery,
  parts: readonly TracedMessage[] = [],
): boolean {
  return (
    [message, ...parts].some((part) => fitsOrigin(part, query)) && fitsRecipient(message.recipients, query)
  )
}

function fitsOrigin(message: TracedMessage, query: TraceQuery): boolean {
  const { messageId, queueId, from, subject, client, user } = query
  return (
    (messageId === undefined || matches(message.messageId, messageId.replace(/^<|>$/g, ''))) &&
    (queueId === undefined || message.queueIds.some((id) => matches(id, queueId))) &&
    (from === undefined || matchesAddress(message.sender, from)) &&
    (client === undefined || matchesClient(message.client, client)) &&
    (user === undefined || matches(message.saslUser, user)) &&
    (subject === undefined || matchesSubject(message.subject, subject))
  )
}

function fitsRecipient(recipients: readonly TracedRecipient[], { to, statuses = [] }: TraceQuery): boolean {
  if (to === undefined && statuses.length === 0) return true
  return recipients.some(
    ({ address, origTo, status, hops = [] }) =>
      (to === undefined ||
        [{ address, origTo }, ...hops].some(
          (names) => matchesAddress(names.address, to) || matchesAddress(names.origTo, to),
        )) &&
      (statuses.length === 0 || statuses.includes(status)),
  )
}

/** A refusal before there was a message fits what is asked about addresses, clients and times. */
export function fitsRefusal(refusal: Refusal, query: TraceQuery): boolean {
  const { from, to, client, statuses = [] } = query
  const asksMore = query.messageId ?? query.queueId ?? query.user ?? query.subject
  if (asksMore !== undefined || (statuses.length > 0 && !statuses.includes('rejected'))) return false
  return (
    (from === undefined || matchesAddress(refusal.sender, from)) &&
    (to === undefined || matchesAddress(refusal.recipient, to)) &&
    (client === undefined || matchesClient(refusal.client, client)) &&
    isWithin(refusal.second, query)
  )
}

/** Whether a second lies between `since` and `until`. */
export function isWithin(second: number, { since, until }: TraceQuery): boolean {
  return (since === undefined || second >= since) && (until === undefined || second < until)
}

/** `name[ip]` by name, by address, by a piece of either, or by network. */
function matchesClient(value: string | null, pattern: string): boolean {
  if (value === null) return false
  const network = parseNetwork(pattern)
  if (network !== undefined) return isInNetwork(value.slice(value.lastIndexOf('[') + 1, -1), network)
  return pattern.includes('*') ? matches(value, `*${pattern}*`) : value.includes(pattern)
}

function matchesSubject(value: string | null, pattern: string): boolean {
  return value !== null && matches(value.toLowerCase(), `*${pattern.toLowerCase()}*`)
}

function matchesAddress(value: string | null, pattern: string): boolean {
  return value !== null && matches(foldDomain(value), foldDomain(pattern))
}

/** Domains are the same in any case, local parts may not be (RFC 5321 §2.4). */
export function foldDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

/** Greedy match of the pieces between the stars, linear in the text. */
function matches(value: string | null, pattern: string): boolean {
  if (value === null) return false
  const pieces = pattern.split('*')
  if (pieces.length === 1) return value === pattern
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length)
    return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = value.indexOf(piece, at)
    if (found < 0 || found + piece.length > value.length - last.length) return false
    at = found + piece.length
  }
  return true
}
