import type { HistoryPoint, Span } from '../../store/history-store.ts'
import type { Store } from '../../store/store.ts'
import type { CountedMeasure, Total } from '../history/measures.ts'
import { type Baseline, baselineOf } from './baseline.ts'

export const unusualKinds = ['no-mail', 'rejections', 'deferrals', 'failed-logins', 'user-sending'] as const
export type UnusualKind = (typeof unusualKinds)[number]

/** An hour that is not as hours of this kind were. */
export interface Unusual {
  readonly kind: UnusualKind
  /** A user; `''`: the whole host. */
  readonly subject: string
  /** What was counted in the hour, and what it usually is. */
  readonly value: number
  readonly usual: number
  /** The most that was ever seen in an hour before. */
  readonly most: number
  /** Begin of the hour; seconds since 1970 UTC. */
  readonly at: number
  readonly basis: Baseline['kind']
}

const hour = 3_600
const day = 86_400
const week = 7 * day
const weeksLookedAt = 9

interface MoreRule {
  readonly kind: UnusualKind
  readonly measure: Total
  /** Fewer in an hour are no matter. */
  readonly least: number
}

const moreRules: readonly MoreRule[] = [
  { kind: 'rejections', measure: 'rejected', least: 1_000 },
  { kind: 'deferrals', measure: 'deferred', least: 300 },
  { kind: 'failed-logins', measure: 'logins-failed', least: 1_000 },
]

/** So many spreads above the median, and so many times the busiest hour before. */
const spreads = 8
const timesMost = 3
const timesMostOfUser = 5
const leastOfUser = 100
const mostUsersLookedAt = 20
/** So quiet an hour may well be empty. */
const leastUsual = 20

/** Hours that are over are judged; what is far too much is judged while the hour goes on. `now`: milliseconds. */
export function unusualOf(store: Store, now: number): Unusual[] {
  const seconds = Math.floor(now / 1_000)
  const begins = store.history.begins('received', 3_600)
  if (begins === undefined) return []
  const current = Math.floor(seconds / hour) * hour
  return [
    ...noMail(store, current - hour, begins),
    ...moreRules.flatMap((rule) => tooMuch(store, rule, [current - hour, current], begins)),
    ...usersSending(store, [current - hour, current], begins),
  ]
}

function pointsBefore(
  store: Store,
  measure: Total | CountedMeasure,
  subject: string,
  until: number,
): HistoryPoint[] {
  return store.history.points(measure, subject, 3_600, { from: until - weeksLookedAt * week, until })
}

/**
 * Mail fell to nothing: at this hour of the day, on no day that is known, weekends among them, did so little
 * come. What a holiday looks like is not known before one was seen: so an hour that was ever nearly empty on
 * any day is not judged.
 */
function noMail(store: Store, at: number, begins: number): Unusual[] {
  if (at - begins < 2 * week) return []
  const points = pointsBefore(store, 'received', '', at + hour)
  const sums = new Map(points.map((point) => [point.at, point.sum]))
  const value = sums.get(at) ?? 0
  const baseline = baselineOf(points, at, begins)
  if (value > 0 || baseline === undefined || baseline.median < leastUsual) return []
  const days = Math.floor((at - begins) / day)
  const sameHours = Array.from(
    { length: Math.min(days, (weeksLookedAt - 1) * 7) },
    (_, index) => at - (index + 1) * day,
  )
  const least = Math.min(...sameHours.map((same) => sums.get(same) ?? 0))
  if (least < leastUsual / 4 || !wasWatched(store, at)) return []
  const { median: usual, most, kind: basis } = baseline
  return [{ kind: 'no-mail', subject: '', value, usual, most, at, basis }]
}

/** The watch itself looked all through the hour: its silence would look like that of the mail. */
function wasWatched({ history }: Store, at: number): boolean {
  const looks = history.points('memory-used-share', '', 3_600, { from: at, until: at + hour })
  const looked = looks.reduce((sum, { count }) => sum + count, 0)
  const before = history.points('memory-used-share', '', 3_600, { from: at - day, until: at })
  const usual = before.reduce((sum, { count }) => sum + count, 0) / Math.max(1, before.length)
  return looked > 0 && looked >= usual / 2
}

function tooMuch(store: Store, { kind, measure, least }: MoreRule, hours: readonly number[], begins: number) {
  return judged(store, measure, '', hours, begins, { kind, least, times: timesMost })
}

function usersSending(store: Store, hours: readonly number[], begins: number): Unusual[] {
  const [from = 0, last = 0] = hours
  const span: Span = { from, until: last + hour }
  return store.history
    .largest('sent-by', 3_600, span, mostUsersLookedAt)
    .filter(({ sum }) => sum >= leastOfUser)
    .flatMap(({ subject }) =>
      judged(store, 'sent-by', subject, hours, begins, {
        kind: 'user-sending',
        least: leastOfUser,
        times: timesMostOfUser,
      }),
    )
}

interface Judging {
  readonly kind: UnusualKind
  readonly least: number
  readonly times: number
}

/** The hour with the most that is far more than usual, and far more than any before; none: all is as ever. */
function judged(
  store: Store,
  measure: Total | CountedMeasure,
  subject: string,
  hours: readonly number[],
  begins: number,
  { kind, least, times }: Judging,
): Unusual[] {
  const found = hours.flatMap((at): Unusual[] => {
    if (at - begins < 2 * week) return []
    const points = pointsBefore(store, measure, subject, at + hour)
    const value = points.find((point) => point.at === at)?.sum ?? 0
    if (value < least) return []
    // The hour before may be of the same flood.
    const before = points.filter((point) => point.at < at - hour)
    const baseline = baselineOf(before, at, begins)
    const most = Math.max(0, ...before.map(({ sum }) => sum))
    if (baseline === undefined || value < most * times) return []
    if (value < baseline.median + spreads * baseline.spread) return []
    return [{ kind, subject, value, usual: baseline.median, most, at, basis: baseline.kind }]
  })
  return found.toSorted((a, b) => b.value - a.value).slice(0, 1)
}
