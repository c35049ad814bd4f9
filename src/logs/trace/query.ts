import type { TracedMessage } from './message.ts'

/** What is looked for; all that is given must fit. `*` in a value stands for any text. */
export interface TraceQuery {
  readonly messageId?: string
  readonly queueId?: string
  readonly from?: string
  readonly to?: string
  /** Name or address of the client. */
  readonly client?: string
  readonly user?: string
}

/** The longest piece of text that a line of a fitting message must hold; undefined: the query says nothing. */
export function needleOf(query: TraceQuery): string | undefined {
  const values = [
    query.messageId?.replace(/^<|>$/g, ''),
    query.queueId,
    localPart(query.from),
    localPart(query.to),
    query.client,
    query.user,
  ]
  const pieces = values.flatMap((value) => value?.split('*') ?? []).filter((piece) => piece !== '')
  return pieces.toSorted((a, b) => b.length - a.length)[0]
}

/** The domain may be written in other case. */
function localPart(address: string | undefined): string | undefined {
  const at = address?.lastIndexOf('@') ?? -1
  return at > 0 ? address?.slice(0, at + 1) : address?.slice(at + 1)
}

export function fits(message: TracedMessage, query: TraceQuery): boolean {
  const { messageId, queueId, from, to, client, user } = query
  return (
    (messageId === undefined || matches(message.messageId, messageId.replace(/^<|>$/g, ''))) &&
    (queueId === undefined || message.queueIds.some((id) => matches(id, queueId))) &&
    (from === undefined || matchesAddress(message.sender, from)) &&
    (to === undefined ||
      message.recipients.some(
        ({ address, origTo }) => matchesAddress(address, to) || matchesAddress(origTo, to),
      )) &&
    (client === undefined || (message.client?.includes(client.replaceAll('*', '')) ?? false)) &&
    (user === undefined || matches(message.saslUser, user))
  )
}

function matchesAddress(value: string | null, pattern: string): boolean {
  return value !== null && matches(foldDomain(value), foldDomain(pattern))
}

function foldDomain(address: string): string {
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
