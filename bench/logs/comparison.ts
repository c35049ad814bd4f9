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
  return [...told, ...hourDifferences(printed, truth)]
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
