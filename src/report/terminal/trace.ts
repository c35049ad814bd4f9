import type {
  DelayAccount,
  DeliveryTry,
  RecipientStatus,
  Refusal,
  TracedMessage,
  TracedRecipient,
  TraceResult,
} from '../../logs/trace/message.ts'
import { explanationWords } from '../explanation.ts'
import { bytesText, durationText, grouped } from '../numbers.ts'
import type { Explain } from '../reply-explained.ts'
import { escapeForTerminal } from './escape.ts'
import type { TerminalOptions } from './logs.ts'
import { type Palette, palette } from './palette.ts'
import { truncate, wrap } from './wrap.ts'

export interface TraceOptions extends TerminalOptions {
  /** So many stories are told whole; more are only listed. */
  readonly limit: number
  /** Also the lines of the log. */
  readonly withLines: boolean
}

const words: Readonly<Record<RecipientStatus, string>> = {
  delivered: 'delivered',
  deferred: 'not delivered yet',
  bounced: 'returned to the sender',
  expired: 'given up, returned to the sender',
  rejected: 'refused',
  discarded: 'silently dropped',
  held: 'on hold in the queue',
}

const mostListed = 50
const narrowing =
  'For one story: --queue-id ID. For fewer: --from, --to, --subject, --client, --user, --status, --since, --until together. For all stories: --limit N.'
/** What one attempt came to. */
const tryWords: Readonly<Record<RecipientStatus, string>> = {
  delivered: 'taken',
  deferred: 'put off',
  bounced: 'refused',
  expired: 'given up',
  rejected: 'refused',
  discarded: 'dropped',
  held: 'put on hold',
}
/** Of many attempts the first and the last ones are shown. */
const mostTries = 6
const mostRefusals = 10
const widest = 110

/** The story of each message in plain words; a list where there are many. */
export function traceText({ messages, refusals }: TraceResult, options: TraceOptions, explain: Explain): string {
  if (messages.length === 0 && refusals.length === 0) return 'No message fits in these logs.\n'
  const page = new TracePage(options, explain)
  const parts = messages.length > options.limit ? [page.list(messages)] : messages.map((one) => page.story(one))
  if (refusals.length > 0) parts.push(page.refusals(refusals))
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

class TracePage {
  readonly #style: Palette
  readonly #width: number
  readonly #withLines: boolean
  readonly #explain: Explain

  constructor({ width, colour, withLines }: TraceOptions, explain: Explain) {
    this.#style = palette(colour)
    this.#width = Math.min(width, widest)
    this.#withLines = withLines
    this.#explain = explain
  }

  list(messages: readonly TracedMessage[]): string[] {
    const shown = messages.slice(0, mostListed)
    const days = new Set(shown.map((message) => clock(timeOf(message)).slice(0, 10)))
    const widestId = Math.max(...shown.map(({ queueIds }) => (queueIds[0] ?? '').length))
    const rows = shown.map((message) => {
      const time = clock(timeOf(message)).slice(days.size === 1 ? 11 : 0)
      const id = (message.queueIds[0] ?? '').padEnd(widestId)
      const text = `  ${time}  ${id}  ${worst(message.recipients).padEnd(12)}  ${senderText(message.sender)} → ${recipientsText(message.recipients)}`
      return truncate(escapeForTerminal(text), this.#width)
    })
    const more = messages.length - rows.length
    const statuses = statusText(messages.flatMap(({ recipients }) => recipients))
    const [day] = days
    return [
      this.#style.bold(`${grouped(messages.length)} messages fit${days.size === 1 ? `, on ${day}` : ''}; recipients: ${statuses}`),
      ...rows,
      ...(more > 0 ? [`  … and ${grouped(more)} more`] : []),
      '',
      ...this.#wrapped(narrowing, 0),
    ]
  }

  story(message: TracedMessage): string[] {
    const { sender, subject, size, recipients, notices, events } = message
    const about = [
      `From ${senderText(sender)}`,
      ...(subject === null ? [] : [`“${subject}”`]),
      ...(size === null ? [] : [bytesText(size)]),
    ]
    return [
      this.#style.bold(truncate(escapeForTerminal(about.join(', ')), this.#width)),
      ...this.#wrapped(arrivalText(message), 2),
      ...this.#wrapped(idText(message), 2).map(this.#style.dim),
      ...recipients.flatMap((recipient) => ['', ...this.#recipient(recipient)]),
      ...(notices.length > 0 ? ['', ...this.#wrapped(`The sender was told in ${notices.join(', ')}: mailmedic trace --queue-id ${notices[0]}`, 2)] : []),
      ...this.#saidByOthers(message),
      ...(this.#withLines ? ['', this.#style.bold('  Lines of the log'), ...events.map(({ time, program, text, file, line }) => this.#style.dim(escapeForTerminal(`    ${time} ${program}: ${text} (${file}:${line})`)))] : []),
    ]
  }

  /** What filters said of the mail, and what the mailbox server did with it. */
  #saidByOthers({ events }: TracedMessage): string[] {
    const said = events.filter(({ kind }) => kind === 'judged' || kind === 'stored').slice(0, mostTries)
    if (said.length === 0) return []
    const lines = said.flatMap(({ time, program, text }) => {
      const [first = '', second = '', ...more] = wrap(escapeForTerminal(`${program}: ${text}`), this.#width - 16)
      const rest = more.length > 0 ? `${second} …` : second
      return [`    ${clock(time).slice(-8)}  ${first}`, ...(rest === '' ? [] : [`              ${rest}`])]
    })
    return ['', '  Filters and mailboxes said', ...lines.map(this.#style.dim)]
  }

  #recipient(recipient: TracedRecipient): string[] {
    const { address, origTo, status, account, next, tries, reply } = recipient
    const alias = origTo === null ? '' : ` (sent to ${origTo})`
    const paint = status === 'delivered' ? this.#style.good : this.#style.bad
    const [first = '', ...rest] = wrap(escapeForTerminal(`${address}${alias}: ${outcomeText(recipient)}`), this.#width - 2)
    const isTold = status !== 'delivered' && reply !== null && reply !== ''
    return [
      `  ${paint(first)}`,
      ...rest.map((line) => `    ${paint(line)}`),
      ...(next === null ? [] : this.#wrapped(nextText(next), 4)),
      ...(account === null ? [] : this.#wrapped(accountText(account), 4)),
      ...this.#tries(tries),
      ...(isTold ? this.#meaning(reply) : []),
    ]
  }

  #tries(tries: readonly DeliveryTry[]): string[] {
    const half = mostTries / 2
    const shown = tries.length > mostTries ? [...tries.slice(0, half), undefined, ...tries.slice(-half)] : tries
    return shown.flatMap((one) => {
      if (one === undefined) return [this.#style.dim(`    … ${tries.length - mostTries} more`)]
      const { time, relay, status, reply } = one
      const where = relay === null || relay === 'none' ? '' : ` by ${relay}`
      const said = reply === null ? '' : `: ${withoutHost(reply, relay)}`
      const lines = wrap(escapeForTerminal(`${tryWords[status]}${where}${said}`), this.#width - 14)
      return lines.map((line, index) => this.#style.dim(`    ${(index === 0 ? clock(time).slice(-8) : '').padEnd(8)}  ${line}`))
    })
  }

  /** The last reply, as `explain` reads it. */
  #meaning(reply: string): string[] {
    const { reason, title, why, next, actor, fix } = this.#explain(reply)
    const { actor: actors } = explanationWords.en
    const acts = Object.entries(actors).find(([name]) => name === actor)?.[1] ?? actor
    return [
      ...this.#wrapped(`What it means: ${title} (${reason})`, 4).map(this.#style.bold),
      ...this.#wrapped(`${why} ${next}`, 4),
      ...this.#wrapped(`Who must act: ${acts}`, 4),
      ...fix.slice(0, 3).flatMap((step, index) => this.#numbered(step, index + 1)),
    ]
  }

  #numbered(step: string, number: number): string[] {
    const lines = wrap(escapeForTerminal(step), Math.max(20, this.#width - 9))
    return lines.map((line, index) => `      ${index === 0 ? `${number}.` : '  '} ${line}`)
  }

  refusals(refusals: readonly Refusal[]): string[] {
    const shown = refusals.slice(-mostRefusals)
    const isOne = refusals.length === 1
    return [
      this.#style.bold(`Refused before there was a message: ${grouped(refusals.length)} ${isOne ? 'time' : 'times'}${refusals.length > shown.length ? `, the last ${shown.length}` : ''}`),
      ...shown.flatMap(({ time, client, sender, recipient, reply }, index) => {
        const said = this.#wrapped(`${clock(time)}  ${senderText(sender)} → ${recipient === '' ? '?' : recipient}, from ${client}`, 2)
        // The same words again are not explained again.
        const isKnown = index > 0 && this.#explain(shown[index - 1]?.reply ?? '').reason === this.#explain(reply).reason
        return ['', ...said, ...this.#wrapped(reply, 4).map(this.#style.dim), ...(isKnown ? [] : this.#meaning(reply))]
      }),
    ]
  }

  #wrapped(text: string, by: number): string[] {
    return wrap(escapeForTerminal(text), Math.max(20, this.#width - by)).map((line) => `${' '.repeat(by)}${line}`)
  }
}

/** `2026-03-03T06:00:04.123+01:00` → `2026-03-03 06:00:04` */
function clock(time: string): string {
  return time.slice(0, 19).replace('T', ' ')
}

function senderText(sender: string | null): string {
  if (sender === null) return 'an unknown sender'
  return sender === '' ? '<> (a notification)' : sender
}

function arrivalText({ received, client, saslUser }: TracedMessage): string {
  const user = saslUser === null ? '' : `, logged in as ${saslUser}`
  if (received === null) return 'Arrived before this log begins, or this server made it'
  return `Handed in ${clock(received)} by ${client ?? 'a program of this host'}${user}`
}

function idText({ messageId, queueIds }: TracedMessage): string {
  return `message-id ${messageId ?? 'not logged'}, queue ID ${queueIds.join(' → ')}`
}

function timeOf({ received, events }: TracedMessage): string {
  return received ?? events[0]?.time ?? ''
}

/** The reply alone: `host mx.d[198.51.100.7] said: 450 …` names the relay again. */
function withoutHost(reply: string, relay: string | null): string {
  const host = relay?.replace(/:\d{1,5}$/, '')
  const prefix = `host ${host} said: `
  return reply.startsWith(prefix) ? reply.slice(prefix.length) : reply
}

function recipientsText(recipients: readonly TracedRecipient[]): string {
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
function worst(recipients: readonly TracedRecipient[]): string {
  const status = severity.find((one) => recipients.some((recipient) => recipient.status === one))
  const count = recipients.filter((recipient) => recipient.status === status).length
  if (status === undefined) return 'no recipient'
  return count === recipients.length ? status : `${status} ${count}/${recipients.length}`
}

/** `2 delivered, 1 deferred` */
function statusText(recipients: readonly TracedRecipient[]): string {
  const counts = Map.groupBy(recipients, ({ status }) => status)
  const [only] = counts.keys()
  if (recipients.length === 1 && only !== undefined) return only
  return [...counts].map(([status, list]) => `${grouped(list.length)} ${status}`).join(', ') || 'no recipient yet'
}

function outcomeText({ status, delay, attempts }: TracedRecipient): string {
  const tries = attempts > 1 ? `${attempts} attempts` : ''
  if (status === 'delivered') return joined(words[status], delay === null ? '' : `after ${durationText(delay)}`, tries)
  const since = delay === null ? '' : `${durationText(delay)} after it came in`
  return joined(words[status], status === 'deferred' ? tries || '1 attempt' : tries, status === 'deferred' && since !== '' ? `the last ${since}` : since)
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

function nextText({ host, queueId }: NonNullable<TracedRecipient['next']>): string {
  const id = queueId === null ? '' : ` as ${queueId}`
  return `It left this server: ${host} took it${id}. What happened then is in the log there.`
}

function accountText({ filters, reception, queueManager, connection, transmission, waiting }: DelayAccount): string {
  const parts = [
    ['filters', filters],
    ['arriving', reception],
    ['queue manager', queueManager],
    ['connecting', connection],
    ['sending', transmission],
    ['waiting between attempts', waiting],
  ] as const
  const told = parts.filter(([, seconds]) => seconds >= 0.005).map(([name, seconds]) => `${name} ${durationText(seconds)}`)
  return told.length === 0 ? 'Time: no stage took 10 ms' : `Time: ${told.join(' · ')}`
}
