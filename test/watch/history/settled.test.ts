import { afterAll, describe, expect, test } from 'vitest'
import { inMemory } from '../../../src/store/database.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { largestOf, seriesOf } from '../../../src/watch/history/read-history.ts'
import { settledLargest, settledRows } from '../../../src/watch/history/settled.ts'

const hour = 3_600
const start = Date.parse('2026-03-01T00:00:00Z') / 1_000
const store = openStore(inMemory)
afterAll(() => store.close())

let questions: number[] = []
const read = (span: { from: number; until: number }) => {
  questions.push((span.until - span.from) / hour)
  return seriesOf(store, 'received', '', hour, span)
}

describe('what is settled is read once', () => {
  test('and the answer is what reading all of it would be, hour by hour', () => {
    for (let now = start; now < start + 60 * hour; now += hour / 2) {
      store.history.count([
        { measure: 'received', subject: '', at: now, value: 1 },
        { measure: 'delivered-to', subject: `d${Math.floor(now / hour) % 7}.example`, at: now, value: 2 },
        { measure: 'delivered-to', subject: 'late.example', at: now - 2 * hour, value: 1 },
      ])
      const span = { from: now - 24 * hour, until: now + 1 }
      questions = []
      expect(settledRows(store, 'received', hour, span, read)).toEqual(
        seriesOf(store, 'received', '', hour, span),
      )
      const whole = { from: Math.floor(span.from / hour) * hour, until: span.until }
      expect(settledLargest(store, 'delivered-to', hour, whole, 5)).toEqual(
        largestOf(store, 'delivered-to', hour, whole, 5),
      )
    }
    // Of the day only the last hours are asked for by now.
    expect(Math.max(...questions)).toBeLessThan(5)
  })

  test('spans of another length, and other stores, have their own', () => {
    const now = start + 60 * hour
    const span = { from: now - 48 * hour, until: now }
    expect(settledRows(store, 'received', hour, span, read)).toEqual(
      seriesOf(store, 'received', '', hour, span),
    )
    const other = openStore(inMemory)
    expect(
      settledRows(other, 'received', hour, span, (part) => seriesOf(other, 'received', '', hour, part)),
    ).toEqual([])
    other.close()
  })
})
