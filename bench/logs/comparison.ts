import { execFileSync } from 'node:child_process'
import type { Truth } from './truth.ts'

/** Compares what `mailmedic logs` prints with what is true; returns each difference in words. */
export function differences(command: readonly string[], truth: Truth): string[] {
  const [program = '', ...args] = command
  const printed: unknown = JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20 }))
  const expected: Readonly<Record<string, number>> = {
    ...truth.totals,
    uniqueSenders: truth.senders.size,
    uniqueRecipients: truth.recipients.size,
  }
  const totals = objectIn(printed, 'totals')
  const lines = objectIn(printed, 'lines')
  const wrong = Object.entries(expected).filter(([name, value]) => totals[name] !== value)
  const told = wrong.map(([name, value]) => `${name}: ${String(totals[name])} instead of ${value}`)
  if (lines['total'] !== truth.lines) told.push(`lines: ${String(lines['total'])} instead of ${truth.lines}`)
  return [...told, ...hourDifferences(printed, truth), ...figureDifferences(printed, truth)]
}

/** Counts of the figures beyond the totals; Exim's traffic does not know them. */
function figureDifferences(printed: unknown, truth: Truth): string[] {
  if (truth.delays.length === 0) return []
  const tls = objectIn(printed, 'tls')
  const delays = objectIn(printed, 'delays')
  const expected: readonly (readonly [string, unknown, number])[] = [
    ['deliveries with a delay', objectIn(delays, 'delivered')['count'], truth.delays.length],
    ['hand-offs with a delay', objectIn(delays, 'handOffs')['count'], truth.handOffs.length],
    ['TLS sessions in', objectIn(tls, 'inbound')['encrypted'], truth.tls.inbound.encrypted],
    ['TLS deliveries out', objectIn(tls, 'outbound')['encrypted'], truth.tls.outbound.encrypted],
    ['queue files left', objectIn(printed, 'queue')['open'], truth.open + truth.totals.held],
  ]
  return expected
    .filter(([, told, value]) => told !== value)
    .map(([name, told, value]) => `${name}: ${String(told)} instead of ${value}`)
}

function hourDifferences(printed: unknown, truth: Truth): string[] {
  const perHour =
    typeof printed === 'object' && printed !== null && 'perHour' in printed ? printed.perHour : []
  const rows = Array.isArray(perHour) ? perHour : []
  const seen = new Map(rows.map((row: Record<string, unknown>) => [String(row['hour']), row]))
  return [...truth.perHour].flatMap(([hour, counts]) =>
    Object.entries(counts)
      .filter(([name, value]) => seen.get(hour)?.[name] !== value)
      .map(([name, value]) => `${hour} ${name}: ${String(seen.get(hour)?.[name])} instead of ${value}`),
  )
}

function objectIn(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || !(name in value)) return {}
  const inner: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof inner === 'object' && inner !== null ? { ...inner } : {}
}
