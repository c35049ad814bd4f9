import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  holdsAt,
  nextWindow,
  type Repetition,
  repetitionSchema,
  windowAt,
} from '../../../src/watch/alerts/maintenance.ts'

const zone = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const shown = (window: ReturnType<typeof nextWindow>) =>
  window === undefined
    ? undefined
    : [window.from, window.until].map((one) => new Date(one).toISOString().slice(0, 16))

const sundays: Repetition = { on: { every: 'week', days: ['sunday'] }, from: '02:00', until: '04:00', zone }
const nightly: Repetition = { on: { every: 'day' }, from: '23:00', until: '01:30', zone }

describe('when a maintenance window holds', () => {
  test.each<[string, Repetition, string, string[]]>([
    ['a Sunday in winter', sundays, '2026-01-03T12:00Z', ['2026-01-04T01:00', '2026-01-04T03:00']],
    ['a Sunday in summer', sundays, '2026-07-04T12:00Z', ['2026-07-05T00:00', '2026-07-05T02:00']],
    ['over midnight', nightly, '2026-03-03T12:00Z', ['2026-03-03T22:00', '2026-03-04T00:30']],
    [
      'the second Tuesday',
      { ...sundays, on: { every: 'month', nth: 2, day: 'tuesday' } },
      '2026-03-01T00:00Z',
      ['2026-03-10T01:00', '2026-03-10T03:00'],
    ],
    [
      'the next month’s first Monday',
      { ...sundays, on: { every: 'month', nth: 1, day: 'monday' } },
      '2026-03-03T00:00Z',
      ['2026-04-06T00:00', '2026-04-06T02:00'],
    ],
    [
      'the last Friday',
      { ...sundays, on: { every: 'month', nth: 'last', day: 'friday' } },
      '2026-02-01T00:00Z',
      ['2026-02-27T01:00', '2026-02-27T03:00'],
    ],
    [
      'of a month with five',
      { ...sundays, on: { every: 'month', nth: 'last', day: 'friday' } },
      '2026-01-01T00:00Z',
      ['2026-01-30T01:00', '2026-01-30T03:00'],
    ],
    [
      'in a zone with half hours',
      { ...sundays, zone: 'Asia/Kolkata' },
      '2026-01-03T12:00Z',
      ['2026-01-03T20:30', '2026-01-03T22:30'],
    ],
  ])('%s', (_, repetition, from, window) => expect(shown(nextWindow(repetition, at(from)))).toEqual(window))

  test.each<[string, Partial<Repetition>, string, string[]]>([
    // 29 March 2026: 02:00 CET becomes 03:00 CEST at 01:00 UTC.
    [
      'its beginning is jumped over: it begins at the jump, as long as written',
      { from: '02:30', until: '04:00' },
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00', '2026-03-29T02:30'],
    ],
    [
      'all of it is jumped over: it holds all the same',
      { from: '02:00', until: '03:00' },
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00', '2026-03-29T02:00'],
    ],
    [
      'the jump lies within: not shorter than written',
      { from: '01:00', until: '04:00' },
      '2026-03-28T12:00Z',
      ['2026-03-29T00:00', '2026-03-29T03:00'],
    ],
    // 25 October 2026: 03:00 CEST becomes 02:00 CET at 01:00 UTC.
    [
      'its beginning comes twice: from the first',
      { from: '02:30', until: '04:00' },
      '2026-10-24T12:00Z',
      ['2026-10-25T00:30', '2026-10-25T03:00'],
    ],
    [
      'its end comes twice: until the last',
      { from: '01:00', until: '02:30' },
      '2026-10-24T12:00Z',
      ['2026-10-24T23:00', '2026-10-25T01:30'],
    ],
  ])('the night in which the clock is moved: %s', (_, times, from, window) =>
    expect(shown(nextWindow({ ...sundays, ...times }, at(from)))).toEqual(window),
  )

  test('where the clock jumps by half an hour, and where midnight is jumped over', () => {
    // Lord Howe: 4 October 2026, 02:00 becomes 02:30 at 15:30 UTC of the day before.
    expect(
      shown(
        nextWindow(
          { ...sundays, from: '02:10', until: '03:00', zone: 'Australia/Lord_Howe' },
          at('2026-10-03T00:00Z'),
        ),
      ),
    ).toEqual(['2026-10-03T15:30', '2026-10-03T16:20'])
    // Cairo: 24 April 2026, 00:00 becomes 01:00 at 22:00 UTC of the day before.
    expect(
      shown(
        nextWindow(
          { on: { every: 'week', days: ['friday'] }, from: '00:00', until: '00:30', zone: 'Africa/Cairo' },
          at('2026-04-23T00:00Z'),
        ),
      ),
    ).toEqual(['2026-04-23T22:00', '2026-04-23T22:30'])
  })

  test('begin and end are those of any half-open span', () => {
    expect(windowAt(nightly, at('2026-03-03T21:59:59Z'))).toBeUndefined()
    expect(windowAt(nightly, at('2026-03-03T22:00Z'))).toBeDefined()
    expect(windowAt(nightly, at('2026-03-04T00:29:59Z'))).toBeDefined()
    expect(windowAt(nightly, at('2026-03-04T00:30Z'))).toBeUndefined()
  })

  test('a mute that repeats holds only within its own time, and only in its windows', () => {
    const mute = {
      fromAt: at('2026-03-01T00:00Z'),
      untilAt: at('2026-03-20T00:00Z'),
      repeats: JSON.stringify(sundays),
    }
    const held = ['2026-02-22T02:00Z', '2026-03-08T02:00Z', '2026-03-08T05:00Z', '2026-03-22T02:00Z']
    expect(held.map((one) => holdsAt(mute, at(one)))).toEqual([false, true, false, false])
  })

  test('in every night of the year it is found again, as long as written, an hour longer at most', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 1_439 }))
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 0, max: 364 }),
        fc.constantFrom('UTC', zone, 'America/New_York', 'Australia/Lord_Howe'),
        ([from, until], day, where) => {
          const repetition: Repetition = {
            on: { every: 'day' },
            from: clock(from),
            until: clock(until),
            zone: where,
          }
          const window = nextWindow(repetition, at('2026-01-01T00:00Z') + day * 86_400_000)
          if (window === undefined) throw new Error('none within forty days')
          const minutes = (window.until - window.from) / 60_000
          const asWritten = until > from ? until - from : until - from + 1_440
          expect(minutes).toBeGreaterThanOrEqual(asWritten)
          expect(minutes).toBeLessThanOrEqual(asWritten + 60)
          // A day's length of a window: the one of the next day may hold already.
          expect(windowAt(repetition, window.from)?.until).toBeGreaterThanOrEqual(window.until)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('what is no maintenance window', () => {
  test.each([
    [{ ...sundays, zone: 'Europe/Nowhere' }],
    [{ ...sundays, from: '24:00' }],
    [{ ...sundays, on: { every: 'week', days: [] } }],
    [{ ...sundays, on: { every: 'month', nth: 5, day: 'monday' } }],
    [{ ...sundays, on: { every: 'year' } }],
    [{ ...sundays, other: 1 }],
  ])('%j', (given) => expect(repetitionSchema.safeParse(given).success).toBe(false))
})
