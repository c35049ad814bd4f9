import type { HourRow, LogTotals } from '../../logs/engine/log-totals.ts'
import type { DestinationFigures } from '../../logs/figures/delays.ts'
import type { Percentiles } from '../../logs/figures/histograms.ts'
import { alertTexts, byDay, mostTime, shareText, stageWords, withoutGaps } from '../log-words.ts'
import { durationText, grouped, percent } from '../numbers.ts'
import { escapeForTerminal } from './escape.ts'
import type { Palette } from './palette.ts'
import { displayWidth, truncate, wrap } from './wrap.ts'

/** How a section is drawn. */
export interface Drawing {
  readonly style: Palette
  readonly width: number
}

/** Lines that come first, because somebody should look at them. */
export function alertLines(totals: LogTotals, { style, width }: Drawing): string[] {
  const lines = alertTexts(totals).flatMap((text) =>
    wrap(escapeForTerminal(text), width - 4).map((line, index) => `  ${index === 0 ? '!' : ' '} ${line}`),
  )
  return lines.length === 0 ? [] : [style.bold('Look at this first'), ...lines.map(style.bad)]
}

const bars = ' ▁▂▃▄▅▆▇█'
const figureNames = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const

/** One line of bars for each figure; each bar is one or more hours. */
export function hourLines(rows: readonly HourRow[], { style, width }: Drawing): string[] {
  if (rows.length < 2) return []
  const filled = withoutGaps(rows)
  const [first, last] = [filled[0]?.hour ?? '', filled.at(-1)?.hour ?? '']
  return [style.bold(`By hour, ${first} to ${last}`), ...barLines(filled, { style, width })]
}

/** The same by day, where the log has more than two. */
export function dayLines(rows: readonly HourRow[], drawing: Drawing): string[] {
  const days = byDay(rows)
  if (days.length < 3) return []
  const [first, last] = [days[0]?.hour ?? '', days.at(-1)?.hour ?? '']
  return [drawing.style.bold(`By day, ${first} to ${last}`), ...barLines(days, drawing)]
}

function barLines(rows: readonly HourRow[], { style, width }: Drawing): string[] {
  const columns = Math.max(1, Math.min(rows.length, width - 28))
  return figureNames.flatMap((figure) => {
    const sums = new Array<number>(columns).fill(0)
    for (const [index, row] of rows.entries()) {
      const column = Math.min(columns - 1, Math.floor((index * columns) / rows.length))
      sums[column] = (sums[column] ?? 0) + row[figure]
    }
    const most = Math.max(...sums)
    if (most <= 0) return []
    const drawn = sums.map((sum) => bars[Math.ceil((sum / most) * 8)] ?? ' ').join('')
    return [`  ${figure.padEnd(10)} ${drawn} ${style.dim(`at most ${grouped(most)}`)}`]
  })
}

/** A table; the first column is text and takes what is left, the others are right-aligned. */
export function tableLines(
  rows: readonly (readonly string[])[],
  { width }: Drawing,
  headings: readonly string[],
): string[] {
  const columns = headings.length
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...[headings, ...rows].map((row) => displayWidth(row[column] ?? ''))),
  )
  const others = widths.slice(1).reduce((sum, one) => sum + one + 2, 0)
  const first = Math.max(12, Math.min(widths[0] ?? 0, width - others - 2))
  return [headings, ...rows].map((row) => {
    const name = truncate(row[0] ?? '', first)
    const padded = name + ' '.repeat(Math.max(0, first - displayWidth(name)))
    const cells = row.slice(1).map((cell, index) => (cell ?? '').padStart(widths[index + 1] ?? 0))
    return truncate(`  ${[padded, ...cells].join('  ')}`.trimEnd(), width)
  })
}

function percentileCells(delay: Percentiles | null | undefined): string[] {
  if (delay === null || delay === undefined) return ['–', '–', '–']
  return [durationText(delay.p50), durationText(delay.p90), durationText(delay.p99)]
}

/** How long deliveries took, and at which stage. */
export function delayLines({ figures: { delays } }: LogTotals, drawing: Drawing): string[] {
  if (delays.delivered === null) return []
  const all = delays.stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = [
    ['all deliveries', ...percentileCells(delays.delivered), ''],
    ...delays.stages.map(({ stage, delay, seconds }) => [
      `  ${stageWords[stage]}`,
      ...percentileCells(delay),
      percent(seconds, all),
    ]),
    ...(delays.handOffs === null ? [] : [['filters of this host', ...percentileCells(delays.handOffs), '']]),
  ]
  const headings = ['', 'half in', '90 % in', '99 % in', 'share of the time']
  return titled('How long deliveries took', tableLines(rows, drawing, headings), drawing)
}

function titled(title: string, [headings = '', ...rows]: readonly string[], { style }: Drawing): string[] {
  return [style.bold(title), ...(headings.trim() === '' ? [] : [style.dim(headings)]), ...rows]
}

export function destinationLines(
  title: string,
  destinations: readonly DestinationFigures[],
  drawing: Drawing,
): string[] {
  if (destinations.length === 0) return []
  const rows = destinations.map((destination) => [
    escapeForTerminal(destination.destination),
    grouped(destination.delivered),
    grouped(destination.deferred),
    grouped(destination.bounced),
    ...percentileCells(destination.delay).slice(0, 2),
    mostTime(destination),
  ])
  const headings = ['', 'delivered', 'deferred', 'bounced', 'half in', '90 % in', 'mostly']
  return titled(title, tableLines(rows, drawing, headings), drawing)
}

export function tlsLines({ figures: { tls } }: LogTotals, drawing: Drawing): string[] {
  const rows = [
    ['in', shareText(tls.inbound, 'sessions with mail')],
    ['out', shareText(tls.outbound, 'deliveries')],
  ].filter(([, text]) => text !== '')
  return rows.length === 0
    ? []
    : [
        drawing.style.bold('Encrypted'),
        ...rows.map(([name = '', text = '']) =>
          truncate(`  ${name.padEnd(4)} ${escapeForTerminal(text)}`, drawing.width),
        ),
      ]
}

export function queueLines({ figures: { queue } }: LogTotals, drawing: Drawing): string[] {
  if (queue.left === undefined && queue.open === 0) return []
  // Stamps of whole seconds: 0 is "less than one".
  const within = (seconds: number): string => (seconds < 1 ? '1 s' : durationText(seconds))
  const { p50, p90, p99 } = queue.left ?? { p50: 0, p90: 0, p99: 0 }
  const left =
    queue.left === undefined
      ? []
      : [`  left after: half within ${within(p50)}, 90 % within ${within(p90)}, 99 % within ${within(p99)}`]
  const ages = queue.openByAge
    .filter(({ count }) => count > 0)
    .map(({ age, count }) => `${age}: ${grouped(count)}`)
  const open =
    queue.open === 0
      ? '  nothing was left in it at the end'
      : `  still there at the end: ${grouped(queue.open)} (${ages.join(', ')})`
  return [drawing.style.bold('Queue'), ...[...left, open].map((line) => truncate(line, drawing.width))]
}

export function policyLines({ figures: { policies } }: LogTotals, top: number, drawing: Drawing): string[] {
  if (policies.length === 0) return []
  const rows = policies.slice(0, top).map(({ by, reason, list, count }) => {
    const how = list === '' ? reason : `${reason}, ${list}`
    return truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(`${by}: ${how}`)}`, drawing.width)
  })
  return [drawing.style.bold('Refused, by what refused it'), ...rows]
}

export function attackLines({ figures: { attacks }, failedLogins }: LogTotals, drawing: Drawing): string[] {
  if (attacks.length === 0) return []
  const rows = attacks.map(({ network, failedLogins: failures, users, refusals, loggedInMessages }) => [
    escapeForTerminal(network),
    grouped(failures),
    users >= 100 ? '100+' : grouped(users),
    grouped(refusals),
    grouped(loggedInMessages),
  ])
  const headings = ['', 'failed log-ins', 'user names', 'refused', 'sent as a user']
  const title = `Attacks, by network (${grouped(failedLogins.total)} failed log-ins in all)`
  return titled(title, tableLines(rows, drawing, headings), drawing)
}
