import type {
  DeliveryTry,
  Refusal,
  TracedMessage,
  TracedRecipient,
  TraceResult,
} from '../../logs/trace/message.ts'
import { explanationWords } from '../explanation.ts'
import { shortTime } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
import type { Explain } from '../reply-explained.ts'
import {
  accountText,
  arrivalText,
  companionText,
  idText,
  nextText,
  outcomeText,
  recipientsText,
  senderText,
  statusText,
  timeOf,
  tryWords,
  withoutHost,
  worst,
} from '../trace-words.ts'
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

const mostListed = 50
const narrowing =
  'For one story: --queue-id ID. For fewer: --from, --to, --subject, --client, --user, --status, --since, --until together. For all stories: --limit N.'
/** Of many attempts the first and the last ones are shown. */
const mostTries = 6
const mostRefusals = 10
const widest = 110

/** The story of each message in plain words; a list where there are many. */
export function traceText(
  { messages, refusals }: TraceResult,
  options: TraceOptions,
  explain: Explain,
): string {
  if (messages.length === 0 && refusals.length === 0) return 'No message fits in these logs.\n'
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

  constructor({ width, colour, withLines }: TraceOptions, explain: Explain) {
    this.#style = palette(colour)
    this.#width = Math.min(width, widest)
    this.#withLines = withLines
    this.#explain = explain
  }

  list(messages: readonly TracedMessage[]): string[] {
    const shown = messages.slice(0, mostListed)
    const days = new Set(shown.map((message) => shortTime(timeOf(message)).slice(0, 10)))
    const widestId = Math.max(...shown.map(({ queueIds }) => (queueIds[0] ?? '').length))
    const rows = shown.map((message) => {
      const time = shortTime(timeOf(message)).slice(days.size === 1 ? 11 : 0)
      const id = (message.queueIds[0] ?? '').padEnd(widestId)
      const text = `  ${time}  ${id}  ${worst(message.recipients).padEnd(12)}  ${senderText(message.sender)} → ${recipientsText(message.recipients)}`
      return truncate(escapeForTerminal(text), this.#width)
    })
    const more = messages.length - rows.length
    const statuses = statusText(messages.flatMap(({ recipients }) => recipients))
    const [day] = days
    return [
      this.#style.bold(
        `${grouped(messages.length)} messages fit${days.size === 1 ? `, on ${day}` : ''}; recipients: ${statuses}`,
      ),
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
      ...(notices.length > 0
        ? [
            '',
            ...this.#wrapped(
              `The sender was told in ${notices.join(', ')}: mailmedic trace --queue-id ${notices[0]}`,
              2,
            ),
          ]
        : []),
      ...this.#saidByOthers(message),
      ...(this.#withLines
        ? [
            '',
            this.#style.bold('  Lines of the log'),
            ...events.map(({ time, program, text, file, line }) =>
              this.#style.dim(escapeForTerminal(`    ${time} ${program}: ${text} (${file}:${line})`)),
            ),
          ]
        : []),
    ]
  }

  /** What filters said of the mail, and what the mailbox server did with it. */
  #saidByOthers({ events }: TracedMessage): string[] {
    const said = events.filter(({ kind }) => kind === 'judged' || kind === 'stored').slice(0, mostTries)
    if (said.length === 0) return []
    const lines = said.flatMap(({ time, program, text }) => {
      const [first = '', second = '', ...more] = wrap(
        escapeForTerminal(`${program}: ${companionText(text)}`),
        this.#width - 16,
      )
      const rest = more.length > 0 ? `${second} …` : second
      return [`    ${shortTime(time).slice(-8)}  ${first}`, ...(rest === '' ? [] : [`              ${rest}`])]
    })
    return ['', '  Filters and mailboxes said', ...lines.map(this.#style.dim)]
  }

  #recipient(recipient: TracedRecipient): string[] {
    const { address, origTo, status, account, next, tries, reply } = recipient
    const alias = origTo === null ? '' : ` (sent to ${origTo})`
    const paint = status === 'delivered' ? this.#style.good : this.#style.bad
    const [first = '', ...rest] = wrap(
      escapeForTerminal(`${address}${alias}: ${outcomeText(recipient)}`),
      this.#width - 2,
    )
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
    const shown =
      tries.length > mostTries ? [...tries.slice(0, half), undefined, ...tries.slice(-half)] : tries
    return shown.flatMap((one) => {
      if (one === undefined) return [this.#style.dim(`    … ${tries.length - mostTries} more`)]
      const { time, relay, status, reply } = one
      const where = relay === null || relay === 'none' ? '' : ` by ${relay}`
      const said = reply === null ? '' : `: ${withoutHost(reply, relay)}`
      const lines = wrap(escapeForTerminal(`${tryWords[status]}${where}${said}`), this.#width - 14)
      return lines.map((line, index) =>
        this.#style.dim(`    ${(index === 0 ? shortTime(time).slice(-8) : '').padEnd(8)}  ${line}`),
      )
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
      this.#style.bold(
        `Refused before there was a message: ${grouped(refusals.length)} ${isOne ? 'time' : 'times'}${refusals.length > shown.length ? `, the last ${shown.length}` : ''}`,
      ),
      ...shown.flatMap(({ time, client, sender, recipient, reply }, index) => {
        const said = this.#wrapped(
          `${shortTime(time)}  ${senderText(sender)} → ${recipient === '' ? '?' : recipient}, from ${client}`,
          2,
        )
        // The same words again are not explained again.
        const isKnown =
          index > 0 && this.#explain(shown[index - 1]?.reply ?? '').reason === this.#explain(reply).reason
        return [
          '',
          ...said,
          ...this.#wrapped(reply, 4).map(this.#style.dim),
          ...(isKnown ? [] : this.#meaning(reply)),
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
