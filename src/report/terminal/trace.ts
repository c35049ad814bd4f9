import type { Language } from '../../knowledge/condition.ts'
import type {
  DeliveryTry,
  RecipientHop,
  Refusal,
  TracedMessage,
  TracedRecipient,
  TraceResult,
} from '../../logs/trace/message.ts'
import { explanationWords } from '../explanation.ts'
import { shortTime } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
import { fill } from '../phrases.ts'
import type { Explain } from '../reply-explained.ts'
import type { SeenHere } from '../seen-here.ts'
import { tracePhrases } from '../trace-phrases.ts'
import { TraceWords, timeOf, withoutHost } from '../trace-words.ts'
import { escapeForTerminal } from './escape.ts'
import type { TerminalOptions } from './logs.ts'
import { type Palette, palette } from './palette.ts'
import { displayWidth, truncate, wrap } from './wrap.ts'

export interface TraceOptions extends TerminalOptions {
  /** So many stories are told whole; more are only listed. */
  readonly limit: number
  /** Also the lines of the log. */
  readonly withLines: boolean
  readonly language: Language
  /** What was looked at from this host; none where it was not asked for. */
  readonly here?: SeenHere
}

const mostListed = 50
/** Of many attempts the first and the last ones are shown. */
const mostTries = 6
const mostRefusals = 10
const widest = 110
const statusWidth = 12

/** The story of each message in plain words; a list where there are many. */
export function traceText(
  { messages, refusals }: TraceResult,
  options: TraceOptions,
  explain: Explain,
): string {
  if (messages.length === 0 && refusals.length === 0) return `${tracePhrases[options.language].nothing}\n`
  const page = new TracePage(options, explain)
  const parts =
    messages.length > options.limit ? [page.list(messages)] : messages.map((one) => page.story(one))
  if (refusals.length > 0) parts.push(page.refusals(refusals))
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

class TracePage {
  readonly #style: Palette
  readonly #width: number
  readonly #withLines: boolean
  readonly #explain: Explain
  readonly #words: TraceWords
  readonly #language: Language
  readonly #here: SeenHere
  /** Lines about this host that were printed: what two replies lead to is said once. */
  readonly #saidOfHere = new Set<string>()

  constructor({ width, colour, withLines, language, here }: TraceOptions, explain: Explain) {
    this.#here = here ?? new Map()
    this.#style = palette(colour)
    this.#width = Math.min(width, widest)
    this.#withLines = withLines
    this.#explain = explain
    this.#language = language
    this.#words = new TraceWords(tracePhrases[language])
  }

  list(messages: readonly TracedMessage[]): string[] {
    const { fit, onDay, more, narrowing } = this.#words.phrases
    const shown = messages.slice(0, mostListed)
    const days = new Set(shown.map((message) => shortTime(timeOf(message)).slice(0, 10)))
    const [day = ''] = days.size === 1 ? days : []
    const statuses = this.#words.statuses(messages.flatMap(({ recipients }) => recipients))
    const heading = fill(fit, {
      count: grouped(messages.length),
      day: day === '' ? '' : fill(onDay, { day }),
      statuses,
    })
    const left = messages.length - shown.length
    return [
      this.#style.bold(heading),
      ...this.#rows(shown, days.size === 1 ? 11 : 0),
      ...(left > 0 ? [`  ${fill(more, { count: grouped(left) })}`] : []),
      '',
      ...this.#wrapped(narrowing, 0),
    ]
  }

  /** One line for each; times from character `from` on. */
  #rows(messages: readonly TracedMessage[], from: number): string[] {
    const widestId = Math.max(...messages.map(({ queueIds }) => (queueIds[0] ?? '').length))
    return messages.map((message) => {
      const { sender, recipients, queueIds } = message
      const time = shortTime(timeOf(message)).slice(from)
      const status = this.#words.worst(recipients)
      const space = ' '.repeat(Math.max(0, statusWidth - displayWidth(status)))
      const who = `${this.#words.sender(sender)} → ${this.#words.recipients(recipients)}`
      const text = `  ${time}  ${(queueIds[0] ?? '').padEnd(widestId)}  ${status}${space}  ${who}`
      return truncate(escapeForTerminal(text), this.#width)
    })
  }

  story(message: TracedMessage): string[] {
    const { sender, subject, size, recipients, notices } = message
    const { from, comma, noticed } = this.#words.phrases
    const about = [
      fill(from, { sender: this.#words.sender(sender) }),
      ...(subject === null ? [] : [`“${subject}”`]),
      ...(size === null ? [] : [bytesText(size)]),
    ]
    const told = fill(noticed, { ids: notices.join(', '), first: notices[0] ?? '' })
    return [
      this.#style.bold(truncate(escapeForTerminal(about.join(comma)), this.#width)),
      ...this.#wrapped(this.#words.arrival(message), 2),
      ...this.#wrapped(this.#words.ids(message), 2).map(this.#style.dim),
      ...recipients.flatMap((recipient) => ['', ...this.#recipient(recipient)]),
      ...(notices.length > 0 ? ['', ...this.#wrapped(told, 2)] : []),
      ...this.#saidByOthers(message),
      ...(this.#withLines ? this.#lines(message) : []),
    ]
  }

  #lines({ events }: TracedMessage): string[] {
    const lines = events.map(({ time, program, text, file, line }) =>
      this.#style.dim(escapeForTerminal(`    ${time} ${program}: ${text} (${file}:${line})`)),
    )
    return ['', this.#style.bold(`  ${this.#words.phrases.lines}`), ...lines]
  }

  /** What filters said of the mail, and what the mailbox server did with it. */
  #saidByOthers({ events }: TracedMessage): string[] {
    const said = events.filter(({ kind }) => kind === 'judged' || kind === 'stored').slice(0, mostTries)
    if (said.length === 0) return []
    const lines = said.flatMap(({ time, program, text }) => {
      const [first = '', second = '', ...more] = wrap(
        escapeForTerminal(`${program}: ${this.#words.companion(text)}`),
        this.#width - 16,
      )
      const rest = more.length > 0 ? `${second} …` : second
      return [`    ${shortTime(time).slice(-8)}  ${first}`, ...(rest === '' ? [] : [`              ${rest}`])]
    })
    return ['', `  ${this.#words.phrases.saidByOthers}`, ...lines.map(this.#style.dim)]
  }

  #recipient(recipient: TracedRecipient): string[] {
    const { status, next, reply, hops } = recipient
    const paint = status === 'delivered' ? this.#style.good : this.#style.bad
    const [first = '', ...rest] = wrap(escapeForTerminal(this.#words.recipient(recipient)), this.#width - 2)
    const isTold = status !== 'delivered' && reply !== null && reply !== ''
    return [
      `  ${paint(first)}`,
      ...rest.map((line) => `    ${paint(line)}`),
      ...(hops === undefined && next !== null ? this.#wrapped(this.#words.next(next), 4) : []),
      ...(hops === undefined ? this.#spent(recipient) : this.#hops(hops)),
      ...(isTold ? this.#meaning(reply) : []),
      ...this.#seenHere(recipient),
    ]
  }

  #seenHere(about: TracedRecipient | Refusal): string[] {
    const lines = (this.#here.get(about) ?? []).filter((line) => !this.#saidOfHere.has(line))
    if (lines.length === 0) return []
    for (const line of lines) this.#saidOfHere.add(line)
    return [
      ...this.#wrapped(this.#words.phrases.seenHere, 4).map(this.#style.bold),
      ...lines.flatMap((line) => this.#wrapped(line, 6)),
    ]
  }

  /** The story on each host, where the logs of several were given. */
  #hops(hops: readonly RecipientHop[]): string[] {
    return hops.flatMap((hop, index) => {
      const isLast = index === hops.length - 1
      return [
        ...this.#wrapped(this.#words.hop(hop, isLast), 4).map(this.#style.bold),
        ...(isLast && hop.next !== null ? this.#wrapped(this.#words.next(hop.next), 4) : []),
        ...this.#spent(hop),
      ]
    })
  }

  /** Where the time went, and each attempt. */
  #spent({ account, tries }: TracedRecipient | RecipientHop): string[] {
    const time = account === null ? [] : this.#wrapped(this.#words.account(account), 4)
    return [...time, ...this.#tries(tries)]
  }

  #tries(tries: readonly DeliveryTry[]): string[] {
    const { more } = this.#words.phrases
    const half = mostTries / 2
    const shown =
      tries.length > mostTries ? [...tries.slice(0, half), undefined, ...tries.slice(-half)] : tries
    return shown.flatMap((one) => {
      if (one === undefined)
        return [this.#style.dim(`    ${fill(more, { count: tries.length - mostTries })}`)]
      const lines = wrap(escapeForTerminal(this.#tried(one)), this.#width - 14)
      return lines.map((line, index) =>
        this.#style.dim(`    ${(index === 0 ? shortTime(one.time).slice(-8) : '').padEnd(8)}  ${line}`),
      )
    })
  }

  #tried({ relay, status, reply }: DeliveryTry): string {
    const { tried, by, said, tries } = this.#words.phrases
    const where = relay === null || relay === 'none' ? '' : fill(by, { relay })
    const words = reply === null ? '' : fill(said, { reply: withoutHost(reply, relay) })
    return fill(tried, { what: tries[status], where, said: words })
  }

  /** The last reply, as `explain` reads it. */
  #meaning(reply: string): string[] {
    const { reason, title, why, next, actor, fix } = this.#explain(reply)
    const { means, explained, whoActs } = this.#words.phrases
    const actors = Object.entries(explanationWords[this.#language].actor)
    const acts = actors.find(([name]) => name === actor)?.[1] ?? actor
    return [
      ...this.#wrapped(fill(means, { title, reason }), 4).map(this.#style.bold),
      ...this.#wrapped(fill(explained, { why, next }), 4),
      ...this.#wrapped(fill(whoActs, { actor: acts }), 4),
      ...fix.slice(0, 3).flatMap((step, index) => this.#numbered(step, index + 1)),
    ]
  }

  #numbered(step: string, number: number): string[] {
    const lines = wrap(escapeForTerminal(step), Math.max(20, this.#width - 9))
    return lines.map((line, index) => `      ${index === 0 ? `${number}.` : '  '} ${line}`)
  }

  refusals(refusals: readonly Refusal[]): string[] {
    const { refused, refusedOnce, lastOnes, refusedFrom } = this.#words.phrases
    const shown = refusals.slice(-mostRefusals)
    const heading = fill(refusals.length === 1 ? refusedOnce : refused, { count: grouped(refusals.length) })
    const last = refusals.length > shown.length ? fill(lastOnes, { count: shown.length }) : ''
    return [
      this.#style.bold(heading + last),
      ...shown.flatMap((refusal, index) => {
        const { time, client, sender, recipient, reply } = refusal
        const said = fill(refusedFrom, {
          time: shortTime(time),
          sender: this.#words.sender(sender),
          recipient: recipient === '' ? '?' : recipient,
          client,
        })
        // The same words again are not explained again.
        const isKnown =
          index > 0 && this.#explain(shown[index - 1]?.reply ?? '').reason === this.#explain(reply).reason
        return [
          '',
          ...this.#wrapped(said, 2),
          ...this.#wrapped(reply, 4).map(this.#style.dim),
          ...(isKnown ? [] : this.#meaning(reply)),
          ...this.#seenHere(refusal),
        ]
      }),
    ]
  }

  #wrapped(text: string, by: number): string[] {
    return wrap(escapeForTerminal(text), Math.max(20, this.#width - by)).map(
      (line) => `${' '.repeat(by)}${line}`,
    )
  }
}
