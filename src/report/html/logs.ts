import type { Language } from '../../knowledge/condition.ts'
import type { LogTotals } from '../../logs/engine/log-totals.ts'
import { groupTime } from '../../logs/engine/message-groups.ts'
import type { Comparison } from '../../logs/figures/comparison.ts'
import { LogWords, mergedMessages, type ReasonTitle, slowOnes } from '../log-words.ts'
import { bytesText, grouped } from '../numbers.ts'
import { fill } from '../phrases.ts'
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
export function logsHtml(
  totals: LogTotals,
  comparison?: Comparison,
  language: Language = 'en',
  reasonTitle?: ReasonTitle,
): string {
  const words = new LogWords(language, reasonTitle)
  const { phrases } = words
  const period = words.period(totals.from, totals.to)
  const { figures, lines } = totals
  const read = { lines: grouped(lines.total), unknown: grouped(lines.unknown) }
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${phrases.title}, ${escapeForHtml(period)}</title><style>${reportStyle}</style></head><body><main>
<h1>${phrases.title}</h1><p class="soft">${escapeForHtml(period)}</p>
${tiles(totals, words)}
${alertSection(totals, words)}
${comparison === undefined ? '' : comparisonSection(comparison, words)}
${timeSection(totals, words)}
${delaySection(totals, words)}
${destinationSection(phrases.destinations, figures.destinations, words)}
${destinationSection(phrases.slowest, slowOnes(figures), words)}
<div class="pairs">${reasonSections(totals, words)}${queueSection(totals, words)}${tlsSection(totals, words)}</div>
${attackSection(totals, words)}
<div class="pairs">${names(totals, words)}</div>
${filterSection(totals, words)}
${messages(phrases.warnings, totals.warnings, words)}
${messages(phrases.strangers, totals.strangers, words)}
<footer>${escapeForHtml(fill(phrases.footer, read))}
${totals.notes.map((note) => `<p>${escapeForHtml(note)}</p>`).join('')}</footer>
</main></body></html>
`
}

function tiles(totals: LogTotals, { phrases }: LogWords): string {
  const { counters, uniqueSenders, uniqueRecipients } = totals
  const attempts = fill(phrases.attempts, { count: grouped(counters.deferredEvents) })
  const shown: readonly (readonly [string, number, string])[] = [
    [phrases.received, counters.received, bytesText(counters.bytesReceived)],
    [phrases.delivered, counters.delivered, bytesText(counters.bytesDelivered)],
    [phrases.deferred, counters.deferredMessages, attempts],
    [phrases.bounced, counters.bounced, ''],
    [phrases.rejected, counters.rejected, ''],
    [phrases.expired, counters.expired, ''],
    [phrases.held, counters.held, ''],
    [phrases.discarded, counters.discarded, ''],
    [phrases.senders, uniqueSenders, ''],
    [phrases.recipients, uniqueRecipients, ''],
  ]
  const boxes = shown
    .filter(([, value], index) => index < 5 || value > 0)
    .map(
      ([name, value, more]) =>
        `<div><b>${grouped(value)}</b>${name}${more === '' ? '' : phrases.comma + more}</div>`,
    )
  return `<div class="tiles">${boxes.join('')}</div>`
}

function names(totals: LogTotals, { phrases }: LogWords): string {
  const lists = [
    [phrases.senderList, totals.senders],
    [phrases.recipientList, totals.recipients],
    [phrases.senderDomains, totals.senderDomains],
    [phrases.recipientDomains, totals.recipientDomains],
    [phrases.users, totals.saslUsers],
    [phrases.clients, totals.figures.clients],
  ] as const
  return lists.map(([title, rows]) => section(title, barTable(rows))).join('')
}

function filterSection({ filters }: LogTotals, { phrases }: LogWords): string {
  const cells = filters.map(({ filter, verdict, count }) => [`${filter}: ${verdict}`, grouped(count)])
  return section(phrases.filters, textTable(['', ''], cells))
}

function messages(title: string, rows: LogTotals['warnings'], words: LogWords): string {
  const cells = mergedMessages(rows).map(({ programs, example, count, firstSecond, lastSecond }) => [
    `${words.programs(programs)}: ${example}`,
    groupTime(firstSecond).replace('T', ' '),
    groupTime(lastSecond).replace('T', ' '),
    grouped(count),
  ])
  return section(title, textTable(['', words.phrases.first, words.phrases.last, ''], cells, [0]))
}
