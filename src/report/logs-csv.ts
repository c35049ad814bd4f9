import type { LogTotals } from '../logs/engine/log-totals.ts'

/** One table, `section,name,value`: totals, reasons, names, hours. RFC 4180; safe to open in a spreadsheet. */
export function logsCsv(totals: LogTotals): string {
  const rows: (readonly [string, string, number])[] = [
    ...Object.entries(totals.counters).map(([name, value]) => ['totals', name, Number(value)] as const),
    ['totals', 'uniqueSenders', totals.uniqueSenders],
    ['totals', 'uniqueRecipients', totals.uniqueRecipients],
    ...lists(totals).flatMap(([section, list]) =>
      list.map(({ name, count }) => [section, name, count] as const),
    ),
    ...totals.perHour.flatMap(({ hour, ...counts }) =>
      Object.entries(counts).map(([name, value]) => [`hour ${name}`, hour, value] as const),
    ),
  ]
  return `section,name,value\r\n${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function lists(totals: LogTotals): (readonly [string, LogTotals['rejects']])[] {
  return [
    ['rejects', totals.rejects],
    ['deferrals', totals.deferrals],
    ['bounces', totals.bounces],
    ['senders', totals.senders],
    ['recipients', totals.recipients],
    ['senderDomains', totals.senderDomains],
    ['recipientDomains', totals.recipientDomains],
    ['saslUsers', totals.saslUsers],
  ]
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // A cell that begins so would be a formula: names come from the log.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
