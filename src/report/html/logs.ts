import type { LogTotals } from '../../logs/engine/log-totals.ts'
import { groupTime } from '../../logs/engine/message-groups.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import { shortTime, slowOnes } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
import { escapeForHtml } from './escape.ts'
import {
  alertSection,
  attackSection,
  comparisonSection,
  delaySection,
  destinationSection,
  queueSection,
  reasonSections,
  timeSection,
  tlsSection,
} from './log-sections.ts'
import { reportStyle } from './style.ts'
import { barTable, section, textTable } from './tables.ts'

/** A report in one file: no script, nothing loaded from anywhere, all text of the log escaped. */
export function logsHtml(totals: LogTotals, comparison?: Comparison): string {
  const period =
    totals.from === null || totals.to === null
      ? 'no dated line'
      : `${shortTime(totals.from)} to ${shortTime(totals.to)}`
  const { figures, lines } = totals
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Mail log report, ${escapeForHtml(period)}</title><style>${reportStyle}</style></head><body><main>
<h1>Mail log report</h1><p class="soft">${escapeForHtml(period)}</p>
${tiles(totals)}
${alertSection(totals)}
${comparison === undefined ? '' : comparisonSection(comparison)}
${timeSection(totals)}
${delaySection(totals)}
${destinationSection('Destinations', figures.destinations)}
${destinationSection('Slowest destinations', slowOnes(figures.slowDestinations))}
<div class="pairs">${reasonSections(totals)}${queueSection(totals)}${tlsSection(totals)}</div>
${attackSection(totals)}
<div class="pairs">${names(totals)}</div>
${filterSection(totals)}
${messages('Warnings and errors', totals.warnings)}
${messages('Lines that no dialect knows', totals.strangers)}
<footer>${grouped(lines.total)} lines were read, ${grouped(lines.unknown)} of them not understood. Made by mailmedic logs.
${totals.notes.map((note) => `<p>${escapeForHtml(note)}</p>`).join('')}</footer>
</main></body></html>
`
}

function tiles({ counters, uniqueSenders, uniqueRecipients }: LogTotals): string {
  const shown: readonly (readonly [string, number, string])[] = [
    ['received', counters.received, bytesText(counters.bytesReceived)],
    ['delivered', counters.delivered, bytesText(counters.bytesDelivered)],
    ['messages deferred', counters.deferredMessages, `${grouped(counters.deferredEvents)} attempts`],
    ['bounced', counters.bounced, ''],
    ['rejected', counters.rejected, ''],
    ['expired', counters.expired, ''],
    ['held', counters.held, ''],
    ['discarded', counters.discarded, ''],
    ['senders', uniqueSenders, ''],
    ['recipients', uniqueRecipients, ''],
  ]
  const boxes = shown
    .filter(([, value], index) => index < 5 || value > 0)
    .map(
      ([name, value, more]) => `<div><b>${grouped(value)}</b>${name}${more === '' ? '' : `, ${more}`}</div>`,
    )
  return `<div class="tiles">${boxes.join('')}</div>`
}

function names(totals: LogTotals): string {
  const lists = [
    ['Senders', totals.senders],
    ['Recipients', totals.recipients],
    ['Sender domains', totals.senderDomains],
    ['Recipient domains', totals.recipientDomains],
    ['Users who sent', totals.saslUsers],
    ['Clients that handed mail in', totals.figures.clients],
  ] as const
  return lists.map(([title, rows]) => section(title, barTable(rows))).join('')
}

function filterSection({ filters }: LogTotals): string {
  const cells = filters.map(({ filter, verdict, count }) => [`${filter}: ${verdict}`, grouped(count)])
  return section('What filters decided', textTable(['', ''], cells))
}

function messages(title: string, rows: LogTotals['warnings']): string {
  const cells = rows.map(({ program, example, count, firstSecond, lastSecond }) => [
    `${program}: ${example}`,
    groupTime(firstSecond),
    groupTime(lastSecond),
    grouped(count),
  ])
  return section(title, textTable(['', 'first', 'last', ''], cells))
}
