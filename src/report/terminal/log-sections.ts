import type { HourRow, LogTotals } from '../../logs/engine/log-totals.ts'
import type { DestinationFigures } from '../../logs/figures/delays.ts'
import { byDay, type LogWords, withoutGaps } from '../log-words.ts'
import { grouped, percent } from '../numbers.ts'
import { fill } from '../phrases.ts'
import { escapeForTerminal } from './escape.ts'
import type { Palette } from './palette.ts'
import { displayWidth, padded, truncate, wrap } from './wrap.ts'

/** How a section is drawn. */
export interface Drawing {
  readonly style: Palette
  readonly width: number
  readonly words: LogWords
}

/** Lines that come first, because somebody should look at them. */
export function alertLines(totals: LogTotals, { style, width, words }: Drawing): string[] {
  const lines = words
    .alerts(totals)
    .flatMap((text) =>
      wrap(escapeForTerminal(text), width - 4).map((line, index) => `  ${index === 0 ? '!' : ' '} ${line}`),
    )
  return lines.length === 0 ? [] : [style.bold(words.phrases.lookFirst), ...lines.map(style.bad)]
}

const bars = ' ▁▂▃▄▅▆▇█'
const figureNames = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const

/** One line of bars for each figure; each bar is one or more hours. */
export function hourLines(rows: readonly HourRow[], drawing: Drawing): string[] {
  if (rows.length < 2) return []
  const filled = withoutGaps(rows)
  return [barTitle(drawing.words.phrases.byHour, filled, drawing), ...barLines(filled, drawing)]
}

function barTitle(title: string, rows: readonly HourRow[], { style }: Drawing): string {
  const [from, to] = [rows[0]?.hour ?? '', rows.at(-1)?.hour ?? ''].map((hour) => hour.replace('T', ' '))
  return style.bold(fill(title, { from: from ?? '', to: to ?? '' }))
}

/** The same by day, where the log has more than two. */
export function dayLines(rows: readonly HourRow[], drawing: Drawing): string[] {
  const days = byDay(withoutGaps(rows))
  return days.length < 3
    ? []
    : [barTitle(drawing.words.phrases.byDay, days, drawing), ...barLines(days, drawing)]
}

function barLines(rows: readonly HourRow[], { style, width, words }: Drawing): string[] {
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
    const scale = fill(words.phrases.atMost, { count: grouped(most) })
    return [`  ${padded(words.phrases[figure], 10)} ${drawn} ${style.dim(scale)}`]
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
    const name = padded(truncate(row[0] ?? '', first), first)
    const cells = row.slice(1).map((cell, index) => {
      const space = Math.max(0, (widths[index + 1] ?? 0) - displayWidth(cell))
      return ' '.repeat(space) + cell
    })
    return truncate(`  ${[name, ...cells].join('  ')}`.trimEnd(), width)
  })
}

/** How long deliveries took, and at which stage. */
export function delayLines({ figures: { delays } }: LogTotals, drawing: Drawing): string[] {
  if (delays.delivered === null) return []
  const { words } = drawing
  const { allDeliveries, ownFilters, halfIn, ninetyIn, ninetyNineIn, shareOfTime, howLong } = words.phrases
  const all = delays.stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = [
    [allDeliveries, ...words.percentiles(delays.delivered), ''],
    ...delays.stages.map(({ stage, delay, seconds }) => [
      `  ${words.stage(stage)}`,
      ...words.percentiles(delay),
      percent(seconds, all),
    ]),
    ...(delays.handOffs === null ? [] : [[ownFilters, ...words.percentiles(delays.handOffs), '']]),
  ]
  const headings = ['', halfIn, ninetyIn, ninetyNineIn, shareOfTime]
  return titled(howLong, tableLines(rows, drawing, headings), drawing)
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
  const { words } = drawing
  const { delivered, deferred, bounced, halfIn, ninetyIn, mostly } = words.phrases
  const rows = destinations.map((destination) => [
    escapeForTerminal(destination.destination),
    grouped(destination.delivered),
    grouped(destination.deferred),
    grouped(destination.bounced),
    ...words.percentiles(destination.delay).slice(0, 2),
    words.mostTime(destination),
  ])
  const headings = ['', delivered, deferred, bounced, halfIn, ninetyIn, mostly]
  return titled(title, tableLines(rows, drawing, headings), drawing)
}

export function tlsLines({ figures: { tls } }: LogTotals, drawing: Drawing): string[] {
  const { words, style, width } = drawing
  const { inbound, outbound, sessions, deliveries, encrypted } = words.phrases
  const rows = [
    [inbound, words.share(tls.inbound, sessions)],
    [outbound, words.share(tls.outbound, deliveries)],
  ].filter(([, text]) => text !== '')
  return rows.length === 0
    ? []
    : [
        style.bold(encrypted),
        ...rows.flatMap(([name = '', text = '']) =>
          wrap(escapeForTerminal(text), width - 7).map(
            (line, index) => `  ${padded(index === 0 ? name : '', 4)} ${line}`,
          ),
        ),
      ]
}

export function queueLines({ figures: { queue } }: LogTotals, drawing: Drawing): string[] {
  if (queue.left === undefined && queue.open === 0) return []
  const { words, style, width } = drawing
  const { phrases } = words
  const { p50, p90, p99 } = queue.left ?? { p50: 0, p90: 0, p99: 0 }
  const left =
    queue.left === undefined
      ? []
      : [
          fill(phrases.leftAfter, {
            half: words.within(p50),
            ninety: words.within(p90),
            most: words.within(p99),
          }),
        ]
  const ages = queue.openByAge
    .filter(({ count }) => count > 0)
    .map(({ age, count }) => `${words.age(age)}: ${grouped(count)}`)
  const open =
    queue.open === 0
      ? phrases.nothingLeft
      : fill(phrases.stillThere, { count: grouped(queue.open), ages: ages.join(', ') })
  const lines = [...left, open].flatMap((line) => wrap(line, width - 2).map((part) => `  ${part}`))
  return [style.bold(phrases.queue), ...lines]
}

export function policyLines({ figures: { policies } }: LogTotals, top: number, drawing: Drawing): string[] {
  if (policies.length === 0) return []
  const rows = policies.slice(0, top).map(({ by, reason, list, count }) => {
    const how = list === '' ? reason : `${reason}, ${list}`
    return truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(`${by}: ${how}`)}`, drawing.width)
  })
  return [drawing.style.bold(drawing.words.phrases.policies), ...rows]
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
  const { phrases } = drawing.words
  const headings = ['', phrases.failedLogins, phrases.userNames, phrases.refused, phrases.sentAsUser]
  const title = fill(phrases.attacks, { count: grouped(failedLogins.total) })
  return titled(title, tableLines(rows, drawing, headings), drawing)
}
