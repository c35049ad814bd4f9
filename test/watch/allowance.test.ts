import { expect, test } from 'vitest'
import { Allowance } from '../../src/watch/allowance.ts'

test('the first alarms are heard at once', () => {
  const allowance = new Allowance()
  expect([1, 2, 3].map((second) => allowance.spend(2_000, second * 1_000))).toEqual([0, 0, 0])
})

test('alarms that never cease cost a twentieth of the time', () => {
  const allowance = new Allowance()
  let now = 0
  let looked = 0
  while (now < 3_600_000) {
    now += 1_000
    looked += 1_000
    now += allowance.spend(1_000, now) + 500
  }
  expect(looked / now).toBeLessThan(0.06)
})
