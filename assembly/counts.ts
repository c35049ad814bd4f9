// What is counted: totals, hours, histograms.
import { buckets, hourColumns, hoursAt, totalsAt } from '../src/logs/engine/memory-layout'

export function cell(index: i32): i32 {
  return load<i32>(index << 2)
}

export function setCell(index: i32, value: i32): void {
  store<i32>(index << 2, value)
}

export function addNumber(at: i32, amount: f64): void {
  store<f64>(at, load<f64>(at) + amount)
}

export function addTotal(total: i32, amount: f64): void {
  addNumber(totalsAt + (total << 3), amount)
}

/** Columns as in hours.ts. */
export const receivedHourly = 0
export const deliveredHourly = 1
export const deferredHourly = 2
export const bouncedHourly = 3
export const rejectedHourly = 4

export function addHour(row: i32, column: i32, amount: f64): void {
  addNumber(hoursAt + ((row * hourColumns + column) << 3), amount)
}

export const mostMilliseconds = 0x7fffffff

/** `Histograms.add`. */
export function addTime(histograms: i32, row: i32, milliseconds: i32): void {
  const power = 31 - clz(milliseconds)
  const bucket = milliseconds < 8 ? milliseconds : (power - 3) * 8 + (milliseconds >>> (power - 3))
  const at = histograms + ((row * buckets + bucket) << 2)
  store<i32>(at, load<i32>(at) + 1)
}
