import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { forecastsOf } from '../../../src/watch/foresight/forecasts.ts'
import { foresee } from '../../../src/watch/foresight/foresee.ts'
import { trendOf } from '../../../src/watch/foresight/trend.ts'

const hour = 3_600
const now = Date.parse('2026-03-03T10:00:00Z')
const seconds = now / 1_000
const size = 100e9

/** A disk whose used share is `used(hoursAgo)`, read each minute for so long. */
function disk(hours: number, used: (hoursAgo: number) => number) {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-forecast-')), 'mailmedic.db'))
  store.transaction(() => {
    for (let ago = hours; ago >= 0; ago -= 1 / 30) {
      const at = Math.round(seconds - ago * hour)
      const share = used(ago)
      const subject = '/var'
      store.history.note([
        { measure: 'disk-used-share', subject, at, value: share },
        { measure: 'disk-available-bytes', subject, at, value: (1 - share) * size },
      ])
    }
  })
  return store
}

/** Repeatable noise, −1 to 1. */
const noise = (x: number) => Math.sin(x * 12.9898) * Math.cos(x * 78.233)

describe('no forecast', () => {
  test.each<[string, number, (ago: number) => number]>([
    ['without a past', 0, () => 0.9],
    ['of a full disk that stays as it is', 8, () => 0.97],
    ['of noise', 8, (ago) => 0.9 + 0.02 * noise(ago)],
    ['of a slow rise in noise', 8, (ago) => 0.9 - 0.001 * ago + 0.01 * noise(ago)],
    ['of one jump', 8, (ago) => (ago > 3 ? 0.6 : 0.9)],
    ['of a rise that has ended', 8, (ago) => 0.9 - 0.05 * Math.max(0, ago - 2)],
    ['of what is half empty', 8, (ago) => 0.4 - 0.03 * ago],
    ['of what will take longer than three days', 8, (ago) => 0.6 - 0.004 * ago],
    ['of what empties', 8, (ago) => 0.7 + 0.03 * ago],
    ['of logs that fill it each day and are rotated', 7 * 24, (ago) => 0.6 + 0.015 * ((240.5 - ago) % 24)],
    ['of what is full already: that is no forecast', 8, (ago) => 1 - 0.00001 * ago],
    ['from half an hour', 0.5, (ago) => 0.9 - 0.1 * ago],
  ])('%s', (_, hours, used) => {
    expect(forecastsOf(disk(hours, used), now)).toEqual([])
  })

  test('when nobody has looked for a while', () => {
    expect(
      forecastsOf(
        disk(8, (ago) => 0.9 - 0.02 * ago),
        now + hour * 1_000,
      ),
    ).toEqual([])
  })
})

describe('a forecast', () => {
  test('says when it is full at this rate', () => {
    const [forecast] = forecastsOf(
      disk(8, (ago) => 0.82 - 0.02 * ago + 0.001 * noise(ago)),
      now,
    )
    expect(forecast).toMatchObject({ kind: 'disk', subject: '/var' })
    expect(forecast?.hoursLeft).toBeGreaterThan(8.5)
    expect(forecast?.hoursLeft).toBeLessThan(9.5)
  })

  test('is not bent by some wild readings', () => {
    const wild = (ago: number) => (Math.round(ago * 30) % 40 === 7 ? 0.99 : 0.82 - 0.02 * ago)
    expect(forecastsOf(disk(5.5, wild), now)).toHaveLength(1)
  })

  test('stays while people know of it, until it is clearly over', () => {
    const slower = disk(8, (ago) => 0.6 - 0.004 * ago)
    expect(forecastsOf(slower, now, () => true)).toHaveLength(1)
  })

  test('is told in words of both languages, with what to do', () => {
    const store = disk(8, (ago) => 0.82 - 0.02 * ago)
    const [told] = foresee(store, now, 'en')
    expect(told).toMatchObject({ condition: 'forecast-disk-full', severity: 'medium', subject: '/var' })
    expect(told?.title).toBe('/var will be full in 9 h')
    expect(told?.because).toContain('2 GB an hour, steadily for 6 h; 82 % is used, 18 GB is left')
    expect(told?.fix[0]?.command).toContain('du -xh')
    expect(foresee(store, now, 'zh')[0]?.title).toContain('9 小时')
  })
})

test('a trend of a straight line is that line', () => {
  const points = Array.from({ length: 500 }, (_, index) => ({ at: index * 60, value: index * 2 }))
  expect(trendOf(points)?.perHour).toBeCloseTo(120)
})
