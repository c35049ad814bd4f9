import type { Counted, HourRow, LogTotals } from '../../logs/engine/log-totals.ts'
import { escapeForTerminal } from './escape.ts'
import { type Palette, palette } from './palette.ts'
import { truncate } from './wrap.ts'

export interface TerminalOptions {
  readonly width: number
  readonly colour: boolean
}

const bars = ' ▁▂▃▄▅▆▇█'

/** What a postmaster asks each morning, on one or two screens. */
export function logsText(totals: LogTotals, { width, colour }: TerminalOptions): string {
  const style = palette(colour)
  const sections = [
    headline(totals, style),
    hours(totals.perHour, style, width),
    list('Deferred, by reason', totals.deferrals, style, width),
    list('Bounced, by reason', totals.bounces, style, width),
    list('Rejected, by reason', totals.rejects, style, width),
    list('Senders', totals.senders, style, width),
    list('Recipients', totals.recipients, style, width),
    list('Users who sent', totals.saslUsers, style, width),
    failedLogins(totals, style, width),
    messages('Warnings and errors', totals.warnings, style, width),
    messages('Lines that no dialect knows', totals.strangers, style, width),
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
  const period = totals.from === null ? 'no dated line' : `${totals.from} to ${totals.to}`
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

/** One line of bars for each figure; each bar is one or more hours. */
function hours(rows: readonly HourRow[], style: Palette, width: number): string[] {
  if (rows.length < 2) return []
  const columns = Math.max(10, Math.min(rows.length, width - 24))
  const figures = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const
  const lines = figures.flatMap((figure) => {
    const sums = new Array<number>(columns).fill(0)
    for (const [index, row] of rows.entries()) {
      const column = Math.min(columns - 1, Math.floor((index * columns) / rows.length))
      sums[column] = (sums[column] ?? 0) + row[figure]
    }
    const most = Math.max(...sums)
    if (most <= 0) return []
    const drawn = sums.map((sum) => bars[Math.ceil((sum / most) * 8)] ?? ' ').join('')
    return [`  ${figure.padEnd(10)} ${drawn} ${style.dim(`≤ ${grouped(most)}`)}`]
  })
  const [first, last] = [rows[0]?.hour ?? '', rows.at(-1)?.hour ?? '']
  return [style.bold(`By hour, ${first} to ${last}`), ...lines]
}

function list(title: string, rows: readonly Counted[], style: Palette, width: number): string[] {
  if (rows.length === 0) return []
  const names = rows.map(({ name, count }) =>
    truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(name)}`, width),
  )
  return [style.bold(title), ...names]
}

function failedLogins(
  { failedLogins: { total, networks } }: LogTotals,
  style: Palette,
  width: number,
): string[] {
  if (total === 0) return []
  const rows = networks.map(({ network, failures, users }) =>
    truncate(`${grouped(failures).padStart(10)}  ${escapeForTerminal(network)}, ${users} user names`, width),
  )
  return [style.bold(`Failed log-ins: ${grouped(total)}, by network`), ...rows]
}

function messages(title: string, rows: LogTotals['warnings'], style: Palette, width: number): string[] {
  if (rows.length === 0) return []
  const lines = rows.map(({ count, program, example }) =>
    truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(`${program}: ${example}`)}`, width),
  )
  return [style.bold(title), ...lines]
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}
