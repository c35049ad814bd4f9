import { describe, expect, test } from 'vitest'
import { RateLimit } from '../../src/server/rate-limit.ts'
import { servedConsole } from './served-console.ts'

describe('how often one may call', () => {
  const clock = { at: 0, now: () => clock.at }
  const times = (limit: RateLimit, caller: string, calls: number) =>
    Array.from({ length: calls }, () => limit.take(caller)).filter(Boolean).length

  test('so many at once, then so many a second, each for itself', () => {
    const limit = new RateLimit(clock, { burst: 10, perSecond: 2 })
    expect(times(limit, 'ada', 15)).toBe(10)
    expect(times(limit, 'bob', 3)).toBe(3)
    clock.at += 3_000
    expect(times(limit, 'ada', 15)).toBe(6)
    clock.at += 3_600_000
    expect(times(limit, 'ada', 15)).toBe(10)
  })

  test('a clock that is set back locks nobody out', () => {
    const limit = new RateLimit(clock, { burst: 2, perSecond: 1 })
    expect(times(limit, 'ada', 2)).toBe(2)
    clock.at -= 86_400_000
    expect(limit.take('ada')).toBe(false)
    clock.at += 1_000
    expect(limit.take('ada')).toBe(true)
  })

  test('a flood from one address is refused, with when to come again; who is signed in is not', async () => {
    const it = await servedConsole({ users: { ada: 'admin' } })
    const headers = await it.signedIn('ada')
    const answers = await Promise.all(Array.from({ length: 200 }, () => it.call('/now')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(60)
    expect(refused[0]?.headers.get('retry-after')).toBe('1')
    expect((await it.call('/now', { headers })).status).toBe(200)
    it.close()
  })
})
