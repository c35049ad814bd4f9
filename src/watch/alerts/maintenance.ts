import { z } from 'zod'
import type { MuteRow } from '../../store/store.ts'
import { dayAfter, instantAt, isZone, type LocalDay, localDayAt, weekdayOf } from './wall-clock.ts'

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 02:00')

/** On which days a maintenance window begins, and from when until when, by the clock on the wall of a zone. */
export const repetitionSchema = z
  .strictObject({
    on: z
      .discriminatedUnion('every', [
        z.strictObject({ every: z.literal('day') }),
        z.strictObject({ every: z.literal('week'), days: z.array(z.enum(weekdays)).min(1).max(7) }),
        z
          .strictObject({
            every: z.literal('month'),
            nth: z.union([z.literal([1, 2, 3, 4]), z.literal('last')]),
            day: z.enum(weekdays),
          })
          .describe('the second Tuesday, the last Sunday'),
      ])
      .describe('the days on which it begins'),
    from: timeOfDay,
    until: timeOfDay.describe('not later than from: it ends on the next day'),
    zone: z.string().max(64).refine(isZone, 'must be a time zone, such as Europe/Berlin or UTC'),
  })
  .readonly()

export type Repetition = z.infer<typeof repetitionSchema>

/** One time that it holds; milliseconds since 1970 UTC, `until` is no part of it. */
export interface Window {
  readonly from: number
  readonly until: number
}

/** What the store keeps; undefined: a mute that holds once. */
export function repetitionOf({ repeats }: Pick<MuteRow, 'repeats'>): Repetition | undefined {
  return repeats === undefined ? undefined : repetitionSchema.parse(JSON.parse(repeats))
}

/** Whether a mute, or one of its windows, holds at a time. */
export function holdsAt(mute: Pick<MuteRow, 'fromAt' | 'untilAt' | 'repeats'>, at: number): boolean {
  if (at < mute.fromAt || (mute.untilAt !== undefined && at >= mute.untilAt)) return false
  const repetition = repetitionOf(mute)
  return repetition === undefined || windowAt(repetition, at) !== undefined
}

/** The window that holds at a time. */
export function windowAt(repetition: Repetition, at: number): Window | undefined {
  // One that began on the day before may still hold.
  const today = localDayAt(at, repetition.zone)
  return [dayAfter(today, -1), today]
    .filter((day) => beginsOn(repetition, day))
    .map((day) => windowOf(repetition, day))
    .findLast(({ from, until }) => at >= from && at < until)
}

/** The window that holds, or else the next one. At the longest five weeks lie between two of them. */
export function nextWindow(repetition: Repetition, at: number): Window | undefined {
  const running = windowAt(repetition, at)
  if (running !== undefined) return running
  const today = localDayAt(at, repetition.zone)
  for (let ahead = 0; ahead <= mostDaysAhead; ahead++) {
    const day = dayAfter(today, ahead)
    if (!beginsOn(repetition, day)) continue
    const window = windowOf(repetition, day)
    if (window.from > at) return window
  }
  return undefined
}

const mostDaysAhead = 40

function beginsOn({ on }: Repetition, day: LocalDay): boolean {
  if (on.every === 'day') return true
  const weekday = weekdays[weekdayOf(day)]
  if (on.every === 'week') return on.days.some((one) => one === weekday)
  if (weekday !== on.day) return false
  if (on.nth === 'last') return dayAfter(day, 7).month !== day.month
  return Math.ceil(day.day / 7) === on.nth
}

/**
 * By the clock on the wall: in the night in which the clock goes back it lasts an hour longer. It is never shorter
 * than it is written: where the clock jumps over its beginning, it begins when the clock jumps.
 */
function windowOf({ from, until, zone }: Repetition, day: LocalDay): Window {
  const begins = instantAt(day, from, zone, 'first')
  const ends = instantAt(until <= from ? dayAfter(day, 1) : day, until, zone, 'last')
  return { from: begins, until: Math.max(ends, begins + written({ from, until })) }
}

const dayMilliseconds = 86_400_000

function written({ from, until }: Pick<Repetition, 'from' | 'until'>): number {
  const [begin, end] = [from, until].map((time) => Date.parse(`1970-01-01T${time}Z`))
  const span = (end ?? 0) - (begin ?? 0)
  return span > 0 ? span : span + dayMilliseconds
}
