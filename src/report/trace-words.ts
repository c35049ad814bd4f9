import type { DelayAccount, RecipientStatus, TracedMessage, TracedRecipient } from '../logs/trace/message.ts'
import { shortTime } from './log-words.ts'
import { durationText, grouped } from './numbers.ts'

const outcomes: Readonly<Record<RecipientStatus, string>> = {
  delivered: 'delivered',
  deferred: 'not delivered yet',
  bounced: 'returned to the sender',
  expired: 'given up, returned to the sender',
  rejected: 'refused',
  discarded: 'silently dropped',
  held: 'on hold in the queue',
}

/** What one attempt came to. */
export const tryWords: Readonly<Record<RecipientStatus, string>> = {
  delivered: 'taken',
  deferred: 'put off',
  bounced: 'refused',
  expired: 'given up',
  rejected: 'refused',
  discarded: 'dropped',
  held: 'put on hold',
}
export function senderText(sender: string | null): string {
  if (sender === null) return 'an unknown sender'
  return sender === '' ? '<> (a notification)' : sender
}

export function arrivalText({ received, client, saslUser }: TracedMessage): string {
  const user = saslUser === null ? '' : `, logged in as ${saslUser}`
  if (received === null) return 'Arrived before this log begins, or this server made it'
  return `Handed in ${shortTime(received)} by ${client ?? 'a program of this host'}${user}`
}

export function idText({ messageId, queueIds }: TracedMessage): string {
  return `message-id ${messageId ?? 'not logged'}, queue ID ${queueIds.join(' → ')}`
}

export function timeOf({ received, events }: TracedMessage): string {
  return received ?? events[0]?.time ?? ''
}

/** The reply alone: `host mx.d[198.51.100.7] said: 450 …` names the relay again. */
export function withoutHost(reply: string, relay: string | null): string {
  const host = relay?.replace(/:\d{1,5}$/, '')
  const prefix = `host ${host} said: `
  return reply.startsWith(prefix) ? reply.slice(prefix.length) : reply
}

export function recipientsText(recipients: readonly TracedRecipient[]): string {
  const [first, ...others] = recipients
  return `${first?.address ?? '?'}${others.length > 0 ? ` and ${others.length} more` : ''}`
}

/** From bad to good. */
const severity: readonly RecipientStatus[] = [
  'bounced',
  'expired',
  'rejected',
  'deferred',
  'held',
  'discarded',
  'delivered',
]

/** `deferred`, or `deferred 1/3` where not all recipients fared so. */
export function worst(recipients: readonly TracedRecipient[]): string {
  const status = severity.find((one) => recipients.some((recipient) => recipient.status === one))
  const count = recipients.filter((recipient) => recipient.status === status).length
  if (status === undefined) return 'no recipient'
  return count === recipients.length ? status : `${status} ${count}/${recipients.length}`
}

/** `2 delivered, 1 deferred` */
export function statusText(recipients: readonly TracedRecipient[]): string {
  const counts = Map.groupBy(recipients, ({ status }) => status)
  const [only] = counts.keys()
  if (recipients.length === 1 && only !== undefined) return only
  return (
    [...counts].map(([status, list]) => `${grouped(list.length)} ${status}`).join(', ') || 'no recipient yet'
  )
}

export function outcomeText({ status, delay, attempts }: TracedRecipient): string {
  const tries = attempts > 1 ? `${attempts} attempts` : ''
  if (status === 'delivered')
    return joined(outcomes[status], delay === null ? '' : `after ${durationText(delay)}`, tries)
  const since = delay === null ? '' : `${durationText(delay)} after it came in`
  return joined(
    outcomes[status],
    status === 'deferred' ? tries || '1 attempt' : tries,
    status === 'deferred' && since !== '' ? `the last ${since}` : since,
  )
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

export function nextText({ host, queueId, isToldHere }: NonNullable<TracedRecipient['next']>): string {
  const id = queueId === null ? '' : ` as ${queueId}`
  if (isToldHere)
    return `It left this server: ${host} took it${id}. What happened then is told under that queue ID.`
  return `It left this server: ${host} took it${id}. What happened then is in the log there.`
}

export function accountText({
  filters,
  reception,
  queueManager,
  connection,
  transmission,
  waiting,
}: DelayAccount): string {
  const parts = [
    ['filters', filters],
    ['arriving', reception],
    ['queue manager', queueManager],
    ['connecting', connection],
    ['sending', transmission],
    ['waiting between attempts', waiting],
  ] as const
  const told = parts
    .filter(([, seconds]) => seconds >= 0.005)
    .map(([name, seconds]) => `${name} ${durationText(seconds)}`)
  return told.length === 0 ? 'Time: no stage took 10 ms' : `Time: ${told.join(' · ')}`
}

/** What a filter said, without what only programs read: rspamd's action and score. */
export function companionText(text: string): string {
  const judged = /\(default: \S \(([a-z ]{1,40})\): \[(-?[\d.]{1,12})\/(-?[\d.]{1,12})\]/.exec(text)
  return judged === null ? text : `${judged[1]}, score ${judged[2]} of ${judged[3]}`
}
