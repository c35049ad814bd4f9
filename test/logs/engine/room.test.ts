import { expect, test } from 'vitest'
import { LogEngine } from '../../../src/logs/engine/engine.ts'

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const id = (0x4aaaaa00 + index).toString(16).toUpperCase()
    const stamp = `2026-03-03T07:00:${String(index % 60).padStart(2, '0')}Z mx`
    return [
      `${stamp} postfix/smtpd[1]: ${id}: client=h[192.0.2.1]`,
      `${stamp} postfix/qmgr[2]: ${id}: from=<sender${index}@a.example>, size=100, nrcpt=1 (queue active)`,
    ].join('\n')
  }).join('\n')

function read(room?: { openFiles: number; names: number }) {
  const engine = new LogEngine({ classify: () => 'unknown', room })
  engine.beginInput(Date.UTC(2026, 2, 4))
  engine.push(Buffer.from(`${lines(40)}\n`))
  engine.endInput()
  const { files, senders, forgotten, counters } = engine.journeys
  return {
    live: files.live,
    names: senders.size,
    unnamed: senders.overflow,
    forgotten,
    received: counters.received,
  }
}

test('by itself the engine has room for all of them', () => {
  expect(read()).toEqual({ live: 40, names: 40, unnamed: 0, forgotten: 0, received: 40 })
})

test('with less room the oldest are let go, names are not kept, and counts are right', () => {
  const { live, names, unnamed, forgotten, received } = read({ openFiles: 16, names: 10 })
  expect(live).toBeLessThanOrEqual(16)
  expect({ names, unnamed, received }).toEqual({ names: 10, unnamed: 30, received: 40 })
  expect(forgotten).toBe(40 - live)
})
