import type { LogTotals } from '../logs/engine/log-totals.ts'
import type { Comparison } from '../logs/figures/comparison.ts'

type Row = readonly [section: string, name: string, value: number]

/** One table, `section,name,value`: totals, reasons, names, hours. RFC 4180; safe to open in a spreadsheet. */
export function logsCsv(totals: LogTotals, comparison?: Comparison): string {
  const rows: Row[] = [
    ...Object.entries(totals.counters).map(([name, value]) => ['totals', name, Number(value)] as const),
    ['totals', 'uniqueSenders', totals.uniqueSenders],
    ['totals', 'uniqueRecipients', totals.uniqueRecipients],
    ...lists(totals).flatMap(([section, list]) =>
      list.map(({ name, count }) => [section, name, count] as const),
    ),
    ...figureRows(totals),
    ...totals.perHour.flatMap(({ hour, ...counts }) =>
      Object.entries(counts).map(([name, value]) => [`hour ${name}`, hour, value] as const),
    ),
    ...(comparison?.totals ?? []).map(({ name, before }) => ['before', name, before] as const),
  ]
  return `section,name,value\r\n${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function lists(totals: LogTotals): (readonly [string, LogTotals['rejects']])[] {
  const { tls, clients, queue } = totals.figures
  return [
    ['rejects', totals.rejects],
    ['deferrals', totals.deferrals],
    ['bounces', totals.bounces],
    ['senders', totals.senders],
    ['recipients', totals.recipients],
    ['senderDomains', totals.senderDomains],
    ['recipientDomains', totals.recipientDomains],
    ['saslUsers', totals.saslUsers],
    ['clients', clients],
    ['tls inbound', tls.inbound.versions],
    ['tls outbound', tls.outbound.versions],
    ['queue open', queue.openByAge.map(({ age, count }) => ({ name: age, count }))],
  ]
}

function figureRows({ figures }: LogTotals): Row[] {
  const { delays, destinations, attacks, policies } = figures
  const percentiles = [
    ['delivered', delays.delivered] as const,
    ...delays.stages.map(({ stage, delay }) => [stage, delay] as const),
  ]
  return [
    ...percentiles.flatMap(([name, delay]): Row[] =>
      delay === null
        ? []
        : [
            ['delay p50', name, delay.p50],
            ['delay p90', name, delay.p90],
            ['delay p99', name, delay.p99],
          ],
    ),
    ...destinations.flatMap(({ destination, delivered, deferred, bounced, delay }): Row[] => [
      ['destination delivered', destination, delivered],
      ['destination deferred', destination, deferred],
      ['destination bounced', destination, bounced],
      ...(delay === undefined ? [] : [['destination delay p90', destination, delay.p90] as const]),
    ]),
    ...policies.map(
      ({ by, reason, list, count }): Row => ['policies', `${by}: ${reason} ${list}`.trim(), count],
    ),
    ...attacks.flatMap(({ network, failedLogins, refusals }): Row[] => [
      ['attack failed log-ins', network, failedLogins],
      ['attack refusals', network, refusals],
    ]),
  ]
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // A cell that begins so would be a formula: names come from the log.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
