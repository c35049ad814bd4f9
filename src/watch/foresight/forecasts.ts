import type { Store } from '../../store/store.ts'
import type { Reading } from '../history/measures.ts'
import { risesSteadily, type TrendPoint, trendOf } from './trend.ts'

export const forecastKinds = ['disk', 'inodes', 'queue', 'mailbox'] as const
export type ForecastKind = (typeof forecastKinds)[number]

/** Something that will be full if it goes on as in the last hours. */
export interface Forecast {
  readonly kind: ForecastKind
  /** Mount point or mailbox; `''`: the queue. */
  readonly subject: string
  /** Hours from now until it is full, at the rate of the last hours. */
  readonly hoursLeft: number
  /** Part of it that is filled in an hour (of the queue: messages). */
  readonly perHour: number
  /** How full it is, of 1 (of the queue: messages). */
  readonly used: number
  /** Bytes or inodes that are left, where they are known. */
  readonly left: number | undefined
  /** Hours over which it was seen to rise. */
  readonly observedHours: number
}

interface Rule {
  readonly kind: ForecastKind
  readonly measure: Reading
  readonly left?: Reading
  readonly full: number
  /** Emptier than that it is no matter yet. */
  readonly least: number
  /** What it must have risen by while it was looked at: less is the noise of everyday life. */
  readonly leastRise: number
  readonly horizonHours: number
}

const rules: readonly Rule[] = [
  {
    kind: 'disk',
    measure: 'disk-used-share',
    left: 'disk-available-bytes',
    full: 1,
    least: 0.5,
    leastRise: 0.02,
    horizonHours: 72,
  },
  {
    kind: 'inodes',
    measure: 'inodes-used-share',
    left: 'inodes-available',
    full: 1,
    least: 0.5,
    leastRise: 0.02,
    horizonHours: 72,
  },
  // qmgr_message_active_limit: then new mail waits for old mail that cannot be delivered.
  { kind: 'queue', measure: 'queue-messages', full: 20_000, least: 500, leastRise: 300, horizonHours: 24 },
  { kind: 'mailbox', measure: 'mailbox-used-share', full: 1, least: 0.9, leastRise: 0.03, horizonHours: 48 },
]

const minute = 60
const hour = 3_600
const day = 86_400
const windowHours = 6
const leastHours = 2
const cycleDays = 8
/** One that people know of stays until it is clearly no more to be expected. */
const openFactor = 2
/** Full already: that is no forecast any more. */
const fullEnough = 0.995

/**
 * What will be full, the soonest first; of what is no steady rise nothing is said. `now`: milliseconds since
 * 1970 UTC. `isKnown`: it was foreseen before.
 */
export function forecastsOf(
  store: Store,
  now: number,
  isKnown: (kind: ForecastKind, subject: string) => boolean = () => false,
): Forecast[] {
  const seconds = Math.floor(now / 1_000)
  return rules
    .flatMap((rule) =>
      subjectsOf(store, rule).flatMap((subject) => {
        const forecast = forecastOf(store, rule, subject, seconds)
        const horizon = rule.horizonHours * (isKnown(rule.kind, subject) ? openFactor : 1)
        return forecast !== undefined && forecast.hoursLeft <= horizon ? [forecast] : []
      }),
    )
    .toSorted((a, b) => a.hoursLeft - b.hoursLeft)
}

function subjectsOf({ history }: Store, { kind, measure }: Rule): string[] {
  return kind === 'queue' ? [''] : history.subjects(measure)
}

function forecastOf(store: Store, rule: Rule, subject: string, now: number): Forecast | undefined {
  const span = { from: now - windowHours * hour, until: now + minute }
  const points = store.history
    .points(rule.measure, subject, 60, span)
    .map(({ at, sum, count }): TrendPoint => ({ at, value: count === 0 ? 0 : sum / count }))
  const latest = points.at(-1)
  if (latest === undefined || now - latest.at > 10 * minute) return undefined
  if (latest.value < rule.least || latest.value >= rule.full * fullEnough) return undefined
  const trend = trendOf(points)
  if (trend === undefined || trend.hours < leastHours || !risesSteadily(points, trend)) return undefined
  if (trend.perHour * trend.hours < rule.leastRise) return undefined
  if (isCycle(store, rule, subject, latest)) return undefined
  const left = rule.left === undefined ? undefined : latestOf(store, rule.left, subject, span)
  return {
    kind: rule.kind,
    subject,
    hoursLeft: (rule.full - latest.value) / trend.perHour,
    perHour: trend.perHour,
    used: latest.value,
    left,
    observedHours: trend.hours,
  }
}

function latestOf(store: Store, measure: Reading, subject: string, span: { from: number; until: number }) {
  const point = store.history.points(measure, subject, 60, span).at(-1)
  return point === undefined || point.count === 0 ? undefined : point.sum / point.count
}

/** It was as full as this within the last days and emptied itself: logs until they rotate, nightly backups. */
function isCycle(store: Store, { measure }: Rule, subject: string, latest: TrendPoint): boolean {
  const before = store.history.points(measure, subject, 3_600, {
    from: latest.at - cycleDays * day,
    until: latest.at - windowHours * hour,
  })
  return before.some(({ high }) => high >= latest.value)
}
