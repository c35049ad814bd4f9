import type { HistoryPoint } from '../../store/history-store.ts'

const hour = 3_600
const day = 86_400
const week = 7 * day

/** What an hour of the week is usually like, by median and median of the distances from it. */
export interface Baseline {
  readonly median: number
  /** Standard deviation of a normal distribution with this median distance (1.4826 times it). */
  readonly spread: number
  readonly least: number
  readonly most: number
  /** How many earlier hours it stands on. */
  readonly hours: number
  readonly kind: 'hour of week' | 'hour of day'
}

const weeksForHourOfWeek = 2
const daysForHourOfDay = 7
const mostWeeks = 8
/** Hours beside the same hour of earlier weeks: mail of 9 o'clock may come at 8 or 10. */
const beside = [-1, 0, 1]
const normal = 1.4826

/**
 * Baseline of the hour that begins at `at`: of the same hour of the week (and the hours beside it) from two
 * weeks on, of the same hour of the day from one week on, else undefined. An hour without a figure had none,
 * as long as something was watched: `begins` is when the history does. Seconds since 1970 UTC.
 */
export function baselineOf(
  points: readonly HistoryPoint[],
  at: number,
  begins: number,
): Baseline | undefined {
  const known = new Map(points.map((point) => [point.at, point.sum]))
  const first = Math.ceil(begins / hour) * hour
  const valueAt = (when: number) => (when < first ? undefined : (known.get(when) ?? 0))
  const age = at - first
  if (age < daysForHourOfDay * day) return undefined
  const byWeek = age >= weeksForHourOfWeek * week
  const earlier = byWeek ? weeksBefore(at) : daysBefore(at)
  const values = earlier.map(valueAt).filter((value) => value !== undefined)
  return { ...robust(values), hours: values.length, kind: byWeek ? 'hour of week' : 'hour of day' }
}

function weeksBefore(at: number): number[] {
  return Array.from({ length: mostWeeks }, (_, index) => at - (index + 1) * week).flatMap((same) =>
    beside.map((more) => same + more * hour),
  )
}

function daysBefore(at: number): number[] {
  return Array.from({ length: weeksForHourOfWeek * 7 }, (_, index) => at - (index + 1) * day)
}

function robust(values: readonly number[]): Pick<Baseline, 'median' | 'spread' | 'least' | 'most'> {
  const median = middleOf(values)
  return {
    median,
    spread: normal * middleOf(values.map((value) => Math.abs(value - median))),
    least: Math.min(...values),
    most: Math.max(...values),
  }
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}
