import { describe, expect, test } from 'vitest'
import { Alarm } from '../../src/watch/alarm.ts'
import { isAlarming } from '../../src/watch/alarming.ts'

const never = new AbortController().signal

async function timed(work: Promise<boolean>): Promise<[rang: boolean, waited: number]> {
  const startedAt = performance.now()
  return [await work, performance.now() - startedAt]
}

describe('an alarm', () => {
  test('ends the wait', async () => {
    const alarm = new Alarm()
    setTimeout(() => alarm.ring(), 20)
    const [rang, waited] = await timed(alarm.wait(0, 10_000, never))
    expect(rang).toBe(true)
    expect(waited).toBeLessThan(5_000)
  })

  test('that rang during the last look ends the next wait', async () => {
    const alarm = new Alarm()
    alarm.ring()
    expect((await timed(alarm.wait(0, 10_000, never)))[0]).toBe(true)
  })

  test('is not heard before its time, however often it rings', async () => {
    const alarm = new Alarm()
    const ringing = setInterval(() => alarm.ring(), 5)
    const [rang, waited] = await timed(alarm.wait(150, 10_000, never))
    clearInterval(ringing)
    expect(rang).toBe(true)
    expect(waited).toBeGreaterThanOrEqual(149)
  })

  test('is silent otherwise', async () => {
    expect((await timed(new Alarm().wait(0, 30, never)))[0]).toBe(false)
  })

  test('the end of the watch ends the wait', async () => {
    const end = new AbortController()
    setTimeout(() => end.abort(), 10)
    const [, waited] = await timed(new Alarm().wait(5_000, 10_000, end.signal))
    expect(waited).toBeLessThan(5_000)
  })
})

test('what is refused to strangers, and what we asked for, alarms nobody', () => {
  const event = { time: '', count: 1 }
  expect(isAlarming({ ...event, kind: 'rejected', program: 'postfix/smtpd' })).toBe(false)
  expect(isAlarming({ ...event, kind: 'login-failed', program: 'dovecot' })).toBe(false)
  expect(isAlarming({ ...event, kind: 'warning', program: 'postfix/postqueue' })).toBe(false)
  expect(isAlarming({ ...event, kind: 'warning', program: 'postfix/smtpd' })).toBe(true)
  expect(isAlarming({ ...event, kind: 'deferred', program: 'postfix/smtp' })).toBe(true)
})
