import type { Counted, HourRow, LogTotals } from '../../logs/engine/log-totals.ts'
import { escapeForHtml } from './escape.ts'

const figures = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const
const colours: Readonly<Record<(typeof figures)[number], string>> = {
  received: '#3b6ea8',
  delivered: '#3f8f5b',
  deferred: '#c98a1b',
  bounced: '#b8433a',
  rejected: '#7a5aa0',
}
const chart = { width: 960, height: 120 }

const style = `:root{color-scheme:light dark;--line:#8884}
body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .4rem}p{margin:.2rem 0;opacity:.8}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.6rem;margin:1.2rem 0}
.figures div{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .8rem}.figures b{display:block;font-size:1.4rem}
.lists{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:0 2rem}
table{border-collapse:collapse;width:100%}td{padding:.15rem .4rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td:first-child{text-align:right;white-space:nowrap;width:5rem;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:currentColor}`

/** A report in one file: no script, nothing loaded from anywhere, all text of the log escaped. */
export function logsHtml(totals: LogTotals): string {
  const period = totals.from === null ? 'no dated line' : `${totals.from} – ${totals.to}`
  const lists: readonly (readonly [string, readonly Counted[]])[] = [
    ['Deferred, by reason', totals.deferrals],
    ['Bounced, by reason', totals.bounces],
    ['Rejected, by reason', totals.rejects],
    ['Senders', totals.senders],
    ['Recipients', totals.recipients],
    ['Sender domains', totals.senderDomains],
    ['Recipient domains', totals.recipientDomains],
    ['Users who sent', totals.saslUsers],
    [
      'Failed log-ins by network',
      totals.failedLogins.networks.map(({ network, failures }) => ({ name: network, count: failures })),
    ],
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Mail log report</title><style>${style}</style></head><body>
<h1>Mail log report</h1><p>${escapeForHtml(period)}</p>
<p>${number(totals.lines.total)} lines, ${number(totals.lines.unknown)} not understood</p>
${figureBoxes(totals)}
${figures.map((figure) => hourChart(totals.perHour, figure)).join('\n')}
<div class="lists">${lists.map(([title, rows]) => table(title, rows)).join('\n')}</div>
${table(
  'Warnings and errors',
  totals.warnings.map(({ program, example, count }) => ({ name: `${program}: ${example}`, count })),
)}
${table(
  'Lines that no dialect knows',
  totals.strangers.map(({ program, example, count }) => ({ name: `${program}: ${example}`, count })),
)}
${totals.notes.map((note) => `<p>${escapeForHtml(note)}</p>`).join('\n')}
</body></html>
`
}

function figureBoxes({ counters, uniqueSenders, uniqueRecipients }: LogTotals): string {
  const shown: readonly (readonly [string, number])[] = [
    ['received', counters.received],
    ['delivered', counters.delivered],
    ['deferred messages', counters.deferredMessages],
    ['deferred attempts', counters.deferredEvents],
    ['bounced', counters.bounced],
    ['expired', counters.expired],
    ['rejected', counters.rejected],
    ['held', counters.held],
    ['discarded', counters.discarded],
    ['senders', uniqueSenders],
    ['recipients', uniqueRecipients],
  ]
  const boxes = shown.map(([name, value]) => `<div><b>${number(value)}</b>${name}</div>`)
  return `<div class="figures">${boxes.join('')}</div>`
}

/** Bars by hour; a hover shows hour and count (title elements need no script). */
function hourChart(rows: readonly HourRow[], figure: (typeof figures)[number]): string {
  const most = Math.max(0, ...rows.map((row) => row[figure]))
  if (most === 0) return ''
  const step = chart.width / rows.length
  const columns = rows.map((row, index) => {
    const height = (row[figure] / most) * (chart.height - 20)
    const [x, y, width] = [index * step, chart.height - height, Math.max(1, step - 1)]
    return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"><title>${row.hour}: ${number(row[figure])}</title></rect>`
  })
  return `<h2>${figure} by hour</h2>
<svg viewBox="0 0 ${chart.width} ${chart.height + 16}" role="img" aria-label="${figure} by hour"><g fill="${colours[figure]}">${columns.join('')}</g>
<text x="0" y="12">≤ ${number(most)}</text><text x="0" y="${chart.height + 14}">${rows[0]?.hour ?? ''}</text><text x="${chart.width}" y="${chart.height + 14}" text-anchor="end">${rows.at(-1)?.hour ?? ''}</text></svg>`
}

function table(title: string, rows: readonly Counted[]): string {
  if (rows.length === 0) return ''
  const cells = rows.map(
    ({ name, count }) => `<tr><td>${number(count)}</td><td>${escapeForHtml(name)}</td></tr>`,
  )
  return `<section><h2>${title}</h2><table>${cells.join('')}</table></section>`
}

function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
