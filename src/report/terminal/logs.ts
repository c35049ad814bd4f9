import type { Counted, LogTotals } from '../../logs/engine/log-totals.ts'
import { groupTime } from '../../logs/engine/message-groups.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import { shortTime, slowOnes } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
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
import { type Palette, palette } from './palette.ts'
import { truncate } from './wrap.ts'

export interface TerminalOptions {
  readonly width: number
  readonly colour: boolean
}

/** Wider lines are hard to read. */
const widest = 120
/** So many of the policies and slow destinations: the JSON has all. */
const shortList = 12

/** What a postmaster asks each morning: totals, what is new, where time goes, who is a nuisance. */
export function logsText(
  totals: LogTotals,
  { width, colour }: TerminalOptions,
  comparison?: Comparison,
): string {
  const drawing: Drawing = { style: palette(colour), width: Math.min(width, widest) }
  const { figures } = totals
  const sections = [
    headline(totals, drawing.style),
    alertLines(totals, drawing),
    comparison === undefined ? [] : comparisonLines(comparison, drawing),
    hourLines(totals.perHour, drawing),
    dayLines(totals.perHour, drawing),
    delayLines(totals, drawing),
    destinationLines('Destinations', figures.destinations, drawing),
    destinationLines('Slowest destinations', slowOnes(figures.slowDestinations).slice(0, shortList), drawing),
    list('Deferred, by reason', totals.deferrals, drawing),
    list('Bounced, by reason', totals.bounces, drawing),
    list('Rejected, by reason', totals.rejects, drawing),
    policyLines(totals, shortList, drawing),
    queueLines(totals, drawing),
    tlsLines(totals, drawing),
    list('Senders', totals.senders, drawing),
    list('Recipients', totals.recipients, drawing),
    list('Users who sent', totals.saslUsers, drawing),
    list('Clients that handed mail in', figures.clients, drawing),
    attackLines(totals, drawing),
    filterLines(totals, drawing),
    messages('Warnings and errors, with their last time', totals.warnings, drawing),
    messages('Lines that no dialect knows, with their last time', totals.strangers, drawing),
    totals.notes.map((note) => `Note: ${note}`),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headline(totals: LogTotals, style: Palette): string[] {
  const { counters, lines } = totals
  const share = lines.total === 0 ? 100 : (100 * lines.understood) / lines.total
  const period =
    totals.from === null ? 'no dated line' : `${shortTime(totals.from)} to ${shortTime(totals.to)}`
  const figures: readonly (readonly [string, number, string])[] = [
    ['received', counters.received, bytesText(counters.bytesReceived)],
    ['delivered', counters.delivered, bytesText(counters.bytesDelivered)],
    ['deferred', counters.deferredMessages, `${grouped(counters.deferredEvents)} attempts`],
    ['bounced', counters.bounced, `${grouped(counters.expired)} messages expired`],
    ['rejected', counters.rejected, ''],
    ['held', counters.held, ''],
    ['discarded', counters.discarded, ''],
    ['senders', totals.uniqueSenders, ''],
    ['recipients', totals.uniqueRecipients, ''],
  ]
  return [
    style.bold(escapeForTerminal(period)),
    `${grouped(lines.total)} lines, ${share.toFixed(lines.unknown > 0 && share > 99.9 ? 3 : 1)} % understood`,
    '',
    ...figures
      .filter(([name, value]) => value > 0 || name === 'received' || name === 'delivered')
      .map(([name, value, more]) =>
        `  ${name.padEnd(11)}${grouped(value).padStart(12)}  ${style.dim(more)}`.trimEnd(),
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

/** A line for each filter: `Rspamd: no action 812, reject 40`. */
function filterLines({ filters }: LogTotals, { style, width }: Drawing): string[] {
  const byFilter = Map.groupBy(filters, ({ filter }) => filter)
  const lines = [...byFilter].map(([filter, verdicts]) => {
    const said = verdicts.map(({ verdict, count }) => `${verdict} ${grouped(count)}`).join(', ')
    return truncate(`  ${escapeForTerminal(`${filter}: ${said}`)}`, width)
  })
  return lines.length === 0 ? [] : [style.bold('What filters decided'), ...lines]
}

function messages(title: string, rows: LogTotals['warnings'], { style, width }: Drawing): string[] {
  if (rows.length === 0) return []
  const lines = rows.map(({ count, program, example, lastSecond }) =>
    truncate(
      `${grouped(count).padStart(10)}  ${groupTime(lastSecond).slice(5, 16)}  ${escapeForTerminal(`${program}: ${example}`)}`,
      width,
    ),
  )
  return [style.bold(title), ...lines]
}
