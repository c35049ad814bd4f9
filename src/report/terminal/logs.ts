import type { Language } from '../../knowledge/condition.ts'
import type { Counted, LogTotals } from '../../logs/engine/log-totals.ts'
import { groupTime } from '../../logs/engine/message-groups.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import { LogWords, mergedMessages, type ReasonTitle, slowOnes } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
import { fill } from '../phrases.ts'
import { escapeForTerminal } from './escape.ts'
import { comparisonLines } from './log-comparison.ts'
import {
  alertLines,
  attackLines,
  type Drawing,
  dayLines,
  delayLines,
  destinationLines,
  hourLines,
  policyLines,
  queueLines,
  tlsLines,
} from './log-sections.ts'
import { palette } from './palette.ts'
import { displayWidth, padded, truncate, wrap } from './wrap.ts'

export interface TerminalOptions {
  readonly width: number
  readonly colour: boolean
}

interface LogsTextOptions extends TerminalOptions {
  /** English where nothing is said. */
  readonly language?: Language
  readonly reasonTitle?: ReasonTitle
}

/** Wider lines are hard to read. */
const widest = 120
/** So many of the policies and slow destinations: the JSON has all. */
const shortList = 12
const mostForms = 15
/** A message may take so many lines. */
const messageLines = 2

/** What a postmaster asks each morning: totals, what is new, where time goes, who is a nuisance. */
export function logsText(
  totals: LogTotals,
  { width, colour, language = 'en', reasonTitle }: LogsTextOptions,
  comparison?: Comparison,
): string {
  const words = new LogWords(language, reasonTitle)
  const drawing: Drawing = { style: palette(colour), width: Math.min(width, widest), words }
  const { phrases } = words
  const { figures } = totals
  const slow = slowOnes(figures).slice(0, shortList)
  const sections = [
    headline(totals, drawing),
    alertLines(totals, drawing),
    comparison === undefined ? [] : comparisonLines(comparison, drawing),
    hourLines(totals.perHour, drawing),
    dayLines(totals.perHour, drawing),
    delayLines(totals, drawing),
    destinationLines(phrases.destinations, figures.destinations, drawing),
    destinationLines(phrases.slowest, slow, drawing),
    reasons(phrases.deferredReasons, totals.deferrals, drawing),
    reasons(phrases.bouncedReasons, totals.bounces, drawing),
    reasons(phrases.rejectedReasons, totals.rejects, drawing),
    policyLines(totals, shortList, drawing),
    queueLines(totals, drawing),
    tlsLines(totals, drawing),
    list(phrases.senderList, totals.senders, drawing),
    list(phrases.recipientList, totals.recipients, drawing),
    list(phrases.users, totals.saslUsers, drawing),
    list(phrases.clients, figures.clients, drawing),
    attackLines(totals, drawing),
    filterLines(totals, drawing),
    messages(phrases.warnings, totals.warnings, drawing),
    messages(phrases.strangers, totals.strangers, drawing),
    totals.notes.flatMap((text) => wrap(escapeForTerminal(fill(phrases.note, { text })), drawing.width)),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headline(totals: LogTotals, { style, words }: Drawing): string[] {
  const { counters, lines } = totals
  const { phrases } = words
  const share = lines.total === 0 ? 100 : (100 * lines.understood) / lines.total
  const figures: readonly (readonly [string, number, string])[] = [
    [phrases.received, counters.received, bytesText(counters.bytesReceived)],
    [phrases.delivered, counters.delivered, bytesText(counters.bytesDelivered)],
    [
      phrases.deferred,
      counters.deferredMessages,
      fill(phrases.attempts, { count: grouped(counters.deferredEvents) }),
    ],
    [phrases.bounced, counters.bounced, fill(phrases.messagesExpired, { count: grouped(counters.expired) })],
    [phrases.rejected, counters.rejected, ''],
    [phrases.held, counters.held, ''],
    [phrases.discarded, counters.discarded, ''],
    [phrases.senders, totals.uniqueSenders, ''],
    [phrases.recipients, totals.uniqueRecipients, ''],
  ]
  const understood = fill(phrases.understood, {
    count: grouped(lines.total),
    share: share.toFixed(lines.unknown > 0 && share > 99.9 ? 3 : 1),
  })
  return [
    style.bold(escapeForTerminal(words.period(totals.from, totals.to))),
    understood,
    '',
    ...figures
      .filter(([, value], index) => value > 0 || index < 2)
      .map(([name, value, more]) =>
        `  ${padded(name, 11)}${grouped(value).padStart(12)}  ${style.dim(more)}`.trimEnd(),
      ),
  ]
}

function list(title: string, rows: readonly Counted[], { style, width }: Drawing): string[] {
  if (rows.length === 0) return []
  const names = rows.map(({ name, count }) =>
    truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(name)}`, width),
  )
  return [style.bold(title), ...names]
}

/** `       13  connection-failed  The other server could not be reached` */
function reasons(title: string, rows: readonly Counted[], { style, width, words }: Drawing): string[] {
  if (rows.length === 0) return []
  const widestName = Math.max(...rows.map(({ name }) => displayWidth(name)))
  const lines = rows.map(({ name, count }) => {
    const known = `${grouped(count).padStart(10)}  ${padded(escapeForTerminal(name), widestName)}`
    const meaning = words.reasonTitle(name)
    const left = width - displayWidth(known) - 2
    return `${known}  ${style.dim(truncate(meaning, Math.max(0, left)))}`.trimEnd()
  })
  return [style.bold(title), ...lines]
}

/** A line for each filter: `Rspamd: no action 812, reject 40`. */
function filterLines({ filters }: LogTotals, { style, width, words }: Drawing): string[] {
  const byFilter = Map.groupBy(filters, ({ filter }) => filter)
  const lines = [...byFilter].map(([filter, verdicts]) => {
    const said = verdicts.map(({ verdict, count }) => `${verdict} ${grouped(count)}`).join(', ')
    return truncate(`  ${escapeForTerminal(`${filter}: ${said}`)}`, width)
  })
  return lines.length === 0 ? [] : [style.bold(words.phrases.filters), ...lines]
}

function messages(title: string, rows: LogTotals['warnings'], { style, width, words }: Drawing): string[] {
  if (rows.length === 0) return []
  const merged = mergedMessages(rows)
  const lines = merged.slice(0, mostForms).flatMap(({ count, programs, example, lastSecond }) => {
    const head = `${grouped(count).padStart(10)}  ${groupTime(lastSecond).slice(5, 16).replace('T', ' ')}  `
    const text = escapeForTerminal(`${words.programs(programs)}: ${example}`)
    const [first = '', ...rest] = wrap(text, Math.max(20, width - head.length))
    const second = rest.length >= messageLines ? `${rest[0]} …` : rest[0]
    return [
      `${head}${first}`,
      ...(second === undefined ? [] : [`${' '.repeat(head.length)}${truncate(second, width - head.length)}`]),
    ]
  })
  const left = merged.length - mostForms
  const more = left > 0 ? [`${' '.repeat(12)}${fill(words.phrases.moreForms, { count: grouped(left) })}`] : []
  return [style.bold(title), ...lines, ...more.map(style.dim)]
}
