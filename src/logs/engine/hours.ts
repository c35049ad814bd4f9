import type { EngineMemory } from './memory.ts'
import { hourColumns, hoursAt, mostHours } from './memory-layout.ts'

/** What is counted for each hour, in this order. */
export const hourly = { received: 0, delivered: 1, deferred: 2, bounced: 3, rejected: 4 } as const

export interface HourTotals {
  /** `YYYY-MM-DDTHH`, the log's own wall clock. */
  readonly hour: string
  readonly counts: readonly number[]
}

/**
 * Counts by hour. A row belongs to one input, because a log without years is dated only at its end: then
 * its rows move by whole years (`shift`), and rows of the same hour are added up.
 */
export class Hours {
  readonly #counts: Float64Array
  readonly #hours: number[] = []
  readonly #inputs: number[] = []
  readonly #shifts: number[] = [0]
  #rows = new Map<number, number>()
  #lastHour = Number.NaN
  #lastRow = 0

  constructor(memory: EngineMemory) {
    this.#counts = memory.numbers(hoursAt, mostHours * hourColumns)
  }

  beginInput(): void {
    this.#shifts.push(0)
    this.#rows = new Map()
    this.#lastHour = Number.NaN
  }

  /** Rows of the input that is being read lie `years` later than was thought. */
  shift(years: number): void {
    this.#shifts[this.#shifts.length - 1] = years
  }

  row(second: number): number {
    const hour = Math.floor(second / 3600)
    if (hour === this.#lastHour) return this.#lastRow
    let row = this.#rows.get(hour)
    if (row === undefined && this.#hours.length < mostHours) {
      row = this.#hours.push(hour) - 1
      this.#inputs.push(this.#shifts.length - 1)
      this.#rows.set(hour, row)
    }
    row ??= mostHours - 1
    this.#lastHour = hour
    this.#lastRow = row
    return row
  }

  add(row: number, column: number, amount: number): void {
    const at = row * hourColumns + column
    this.#counts[at] = (this.#counts[at] ?? 0) + amount
  }

  /** When the hour of a row begins: seconds, as if the log's clock were UTC. */
  secondOf(row: number): number {
    const hour = this.#hours[row] ?? 0
    const years = this.#shifts[this.#inputs[row] ?? 0] ?? 0
    return years === 0 ? hour * 3600 : Date.parse(`${hourName(hour, years)}:00:00Z`) / 1000
  }

  /** In order of time; only hours in which something was counted. */
  totals(): HourTotals[] {
    const sums = new Map<string, number[]>()
    for (const [row, hour] of this.#hours.entries()) {
      const own = this.#counts.subarray(row * hourColumns, (row + 1) * hourColumns)
      if (own.every((count) => count === 0)) continue
      const name = hourName(hour, this.#shifts[this.#inputs[row] ?? 0] ?? 0)
      const sum = sums.get(name) ?? new Array<number>(hourColumns).fill(0)
      for (const [column, count] of own.entries()) sum[column] = (sum[column] ?? 0) + count
      sums.set(name, sum)
    }
    return [...sums].map(([hour, counts]) => ({ hour, counts })).sort((a, b) => (a.hour < b.hour ? -1 : 1))
  }
}

function hourName(hour: number, years: number): string {
  const date = new Date(hour * 3_600_000)
  if (Number.isNaN(date.getTime())) return '1970-01-01T00'
  if (years !== 0) date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString().slice(0, 13)
}
