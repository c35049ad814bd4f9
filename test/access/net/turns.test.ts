import { describe, expect, test } from 'vitest'
import { Turns } from '../../../src/access/net/turns.ts'

/** The most tasks that were under way together, when five ask for the same peer. */
async function mostAtOnce(peer: string, count = 8, perPeer = 1): Promise<number> {
  const turns = new Turns({ count, perPeer, isOwn: (one) => one === '198.51.100.25' })
  let [now, most] = [0, 0]
  const task = async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now -= 1
  }
  await Promise.all(Array.from({ length: 5 }, () => turns.run(peer, task)))
  return most
}

describe('turns', () => {
  test.each([
    ['a server of somebody else: one at a time', '192.0.2.1', 1],
    ['the same over IPv6', '2001:db8::1', 1],
    ['this machine: side by side', '127.0.0.1', 5],
    ['this machine over IPv6', '::1', 5],
    ['this machine by an address of its own', '198.51.100.25', 5],
  ])('%s', async (_, peer, most) => expect(await mostAtOnce(peer)).toBe(most))

  test('two at a time, where that was asked for', async () =>
    expect(await mostAtOnce('192.0.2.1', 8, 2)).toBe(2))

  test('never more in all than allowed', async () => expect(await mostAtOnce('192.0.2.1', 2, 4)).toBe(2))

  test('others that hang do not keep this machine waiting', async () => {
    const turns = new Turns({ count: 1 })
    const hanging = turns.run('192.0.2.1', () => new Promise((resolve) => setTimeout(resolve, 200, 'late')))
    expect(await Promise.race([hanging, turns.run('127.0.0.1', async () => 'first')])).toBe('first')
    await hanging
  })

  test('a task that fails lets the next one in', async () => {
    const turns = new Turns({ count: 1 })
    await expect(turns.run('192.0.2.1', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await turns.run('192.0.2.1', () => Promise.resolve('next'))).toBe('next')
  })
})
