import { middleOf } from '../../logs/figures/histograms.ts'
import { delayStages } from '../../logs/follow/followed-figures.ts'
import type { Buckets, HistoryPoint, Span, Step, SubjectSum } from '../../store/history-store.ts'
import { steps } from '../../store/history-store.ts'
import type { Store } from '../../store/store.ts'
import type { CountedMeasure, Reading, Total } from './measures.ts'
import { historyRetention, retentionIn } from './retention.ts'

/** More points than a picture has columns tell nothing more. */
const mostPoints = 1_500
const finest = steps[0]
const coarsest = 86_400

/**
 * The finest step in which a span is kept and has not too many points. `hasMinutes`: false of what is counted
 * by subject. Seconds since 1970 UTC.
 */
export function stepFor(store: Store, { from, until }: Span, now: number, hasMinutes = true): Step {
  const { keep } = historyRetention(retentionIn(store))
  const fitting = steps.filter(
    (step) => (until - from) / step <= mostPoints && from >= now - keep[step] - step,
  )
  return fitting.find((step) => hasMinutes || step !== finest) ?? coarsest
}

/** One series of the past, oldest first: a total, a reading, or a counted measure of one subject. */
export function seriesOf(
  { history }: Store,
  measure: Total | Reading | CountedMeasure,
  subject: string,
  step: Step,
  span: Span,
): HistoryPoint[] {
  return history.points(measure, subject, step, span)
}

/** The subjects (domains, reasons, users) with the most in a span, largest first. */
export function largestOf(
  { history }: Store,
  measure: CountedMeasure,
  step: Step,
  span: Span,
  limit = 20,
): SubjectSum[] {
  return history.largest(measure, step, span, limit)
}

export interface DelayPercentiles {
  /** Seconds since 1970 UTC. */
  readonly at: number
  readonly deliveries: number
  /** Seconds; nearest rank, within 1/16 of the truth. */
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

/** `total`, and the four stages that Postfix times. */
export const delaySeries = ['total', ...delayStages] as const
export type DelaySeries = (typeof delaySeries)[number]

/** How long deliveries took, step by step. */
export function delaysOf(
  { history }: Store,
  series: DelaySeries,
  step: Step,
  span: Span,
): DelayPercentiles[] {
  return history.delayPoints(series, step, span).map(({ at, buckets }) => ({ at, ...percentilesOf(buckets) }))
}

function percentilesOf(buckets: Buckets): Omit<DelayPercentiles, 'at'> {
  const inOrder = Object.entries(buckets).map(([bucket, count]) => [Number(bucket), count] as const)
  inOrder.sort(([a], [b]) => a - b)
  const deliveries = inOrder.reduce((sum, [, count]) => sum + count, 0)
  const at = (share: number): number => {
    let left = Math.ceil(share * deliveries)
    for (const [bucket, count] of inOrder) {
      left -= count
      if (left <= 0) return Number((middleOf(bucket) / 1_000).toPrecision(3))
    }
    return 0
  }
  return { deliveries, p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}
