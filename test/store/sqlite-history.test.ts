import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Figure } from '../../src/store/history-store.ts'
import { openStore } from '../../src/store/sqlite-store.ts'

const hour = 3_600
const day = 86_400
const always = { from: 0, until: 10 ** 10 }
const keep = { 60: day, 3600: 10 * day, 86400: 100 * day }

function newHistory() {
  return openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-history-')), 'mailmedic.db')).history
}

const delivered = (at: number, value: number, subject = ''): Figure => ({
  measure: 'delivered',
  subject,
  at,
  value,
})

describe('the past', () => {
  test('adds counts up, by minute, hour and day', () => {
    const history = newHistory()
    history.count([delivered(10, 3), delivered(70, 4)])
    history.count([delivered(hour + 1, 5)])
    const sums = (step: 60 | 3_600 | 86_400) =>
      history.points('delivered', '', step, always).map(({ at, sum }) => [at, sum])
    expect(sums(60)).toEqual([[0, 3], [60, 4], [hour, 5]]) // biome-ignore format: a table
    expect(sums(3_600)).toEqual([[0, 7], [hour, 5]]) // biome-ignore format: a table
    expect(sums(86_400)).toEqual([[0, 12]])
  })

  test('keeps mean, lowest and highest of what was read', () => {
    const history = newHistory()
    for (const [at, value] of [[0, 10], [30, 4], [59, 7]] as const) // biome-ignore format: a table
      history.note([{ measure: 'queue', subject: '', at, value }])
    expect(history.points('queue', '', 60, always)).toEqual([{ at: 0, count: 3, sum: 21, low: 4, high: 10 }])
  })

  test('keeps what is about a subject by the hour, and folds all but the largest into one', () => {
    const history = newHistory()
    history.count([delivered(1, 9, 'a.example'), delivered(1, 2, 'b.example'), delivered(1, 5, 'c.example')])
    expect(history.points('delivered', 'a.example', 60, always)).toEqual([])
    history.fold('delivered', 3_600, 0, 1, '(others)')
    history.fold('delivered', 3_600, 0, 1, '(others)')
    expect(history.largest('delivered', 3_600, always, 9)).toEqual([
      { subject: 'a.example', sum: 9 },
      { subject: '(others)', sum: 7 },
    ])
  })

  test('adds histograms of delays', () => {
    const history = newHistory()
    history.delays('total', 5, { 8: 2 })
    history.delays('total', 6, { 8: 1, 40: 7 })
    expect(history.delayPoints('total', 3_600, always)).toEqual([{ at: 0, buckets: { 8: 3, 40: 7 } }])
  })

  test('forgets the fine before the coarse, and what has nothing left', () => {
    const history = newHistory()
    history.count([delivered(0, 1), delivered(50 * day, 1), delivered(150 * day, 1)])
    history.thin(150 * day, { keep, mostBytes: 2 ** 40 })
    const starts = (step: 60 | 3_600 | 86_400) =>
      history.points('delivered', '', step, always).map(({ at }) => at / day)
    expect([starts(60), starts(3_600), starts(86_400)]).toEqual([[150], [150], [50, 150]])
    history.thin(400 * day, { keep, mostBytes: 2 ** 40 })
    expect(history.subjects('delivered')).toEqual([])
  })

  test('never grows beyond its bound: the oldest of the finest goes first', () => {
    const history = newHistory()
    for (let at = 0; at < 9 * day; at += 60) history.count([delivered(at, 1)])
    const mostBytes = 200_000
    history.thin(9 * day, { keep: { 60: 99 * day, 3600: 99 * day, 86400: 99 * day }, mostBytes })
    const minutes = history.points('delivered', '', 60, always)
    expect(minutes.length).toBeGreaterThan(0)
    expect(minutes.length).toBeLessThan(8_000)
    expect(minutes[0]?.at).toBeGreaterThan(day)
    expect(history.points('delivered', '', 86_400, always)).toHaveLength(9)
  })
})
