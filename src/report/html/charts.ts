import type { HourRow } from '../../logs/engine/log-totals.ts'
import type { LogPhrases } from '../log-phrases.ts'
import { grouped } from '../numbers.ts'
import { fill } from '../phrases.ts'
import { escapeForHtml } from './escape.ts'

export const hourFigures = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const
export type HourFigure = (typeof hourFigures)[number]

/** More columns than these could not be told apart. */
const mostColumns = 336

/**
 * Bars over time. The drawing stretches to the width of the page; captions and axis are text of the page, so
 * that they stay legible on a phone. A hover shows the hour and its count.
 */
export function timeChart(rows: readonly HourRow[], figure: HourFigure, phrases: LogPhrases): string {
  const columns = columnsOf(rows, figure)
  const most = Math.max(0, ...columns.map(({ count }) => count))
  if (most === 0) return ''
  const unit = columns.length === rows.length ? phrases.hour : phrases.column
  const total = columns.reduce((sum, { count }) => sum + count, 0)
  const bars = columns.map(({ label, count }, index) => {
    const height = (100 * count) / most
    return count === 0
      ? ''
      : `<rect x="${index + 0.06}" y="${(100 - height).toFixed(2)}" width="0.88" height="${height.toFixed(2)}"><title>${escapeForHtml(label)}: ${grouped(count)}</title></rect>`
  })
  const name = phrases[figure]
  const sums = fill(phrases.inAll, { total: grouped(total), most: grouped(most), unit })
  return `<figure><figcaption><b>${name}</b><span class="soft">${sums}</span></figcaption>
<svg viewBox="0 0 ${columns.length} 100" preserveAspectRatio="none" role="img" aria-label="${fill(phrases.chart, { figure: name })}" fill="var(--${figure})">${bars.join('')}</svg></figure>`
}

function columnsOf(rows: readonly HourRow[], figure: HourFigure): { label: string; count: number }[] {
  const length = Math.min(rows.length, mostColumns)
  const columns = Array.from({ length }, () => ({ label: '', count: 0 }))
  for (const [index, row] of rows.entries()) {
    const column = columns[Math.floor((index * length) / rows.length)]
    if (column === undefined) continue
    column.label ||= row.hour.replace('T', ' ')
    column.count += row[figure]
  }
  return columns
}

/** Text below a chart: begin, middle, end. */
export function timeAxis(rows: readonly HourRow[]): string {
  const labels = [rows[0], rows[Math.floor(rows.length / 2)], rows.at(-1)].map((row) =>
    escapeForHtml(row?.hour.replace('T', ' ') ?? ''),
  )
  return `<div class="axis">${labels.map((label) => `<span>${label}</span>`).join('')}</div>`
}

/** A bar of a table's row, `share` from 0 to 1. */
export function bar(share: number, colour = '--bar'): string {
  const width = Math.max(share > 0 ? 0.6 : 0, 100 * Math.min(1, share))
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(1)}" height="10" rx="0.6" fill="var(${colour})"/></svg>`
}
