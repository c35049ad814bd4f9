import { describe, expect, test } from 'vitest'
import type { DialogueRequest } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { startLineServer, startRawServer } from './servers/line-server.ts'

const asked = { protocol: 'smtp', tls: 'none' } as const satisfies Partial<DialogueRequest>

async function timed<T>(work: Promise<T>): Promise<{ readonly answer: T; readonly seconds: number }> {
  const startedAt = performance.now()
  return { answer: await work, seconds: (performance.now() - startedAt) / 1_000 }
}

describe('a server that takes connections and never greets', () => {
  test('each port is waited for once, and after the first the others less long', async () => {
    let connections = 0
    await using silent = await startRawServer(() => {
      connections += 1
    })
    await using other = await startRawServer(() => {})
    await using healthy = await startLineServer({ greeting: '220 hi\r\n', reply: () => '250 ok\r\n' })
    const net = systemNet({ connectionsPerPeer: 2 })
    const first = await timed(net.dialogue({ ...asked, endpoint: silent.endpoint }))
    expect(first.answer).toMatchObject({ value: { end: 'timeout' } })
    expect(first.seconds).toBeGreaterThan(9)

    const again = await timed(net.dialogue({ ...asked, endpoint: silent.endpoint, commands: ['RSET'] }))
    expect(again.answer).toBe(first.answer)
    expect(again.seconds).toBeLessThan(0.5)
    expect(connections).toBe(1)

    const next = await timed(net.dialogue({ ...asked, endpoint: other.endpoint }))
    expect(next.answer).toMatchObject({
      value: { end: 'timeout', error: 'timed out waiting for the greeting' },
    })
    expect(next.seconds).toBeGreaterThan(2.5)
    expect(next.seconds).toBeLessThan(5)

    // What works there is still seen, and another way in is another question.
    expect(await net.dialogue({ ...asked, endpoint: healthy.endpoint })).toMatchObject({
      value: { end: 'completed' },
    })
    await net.dialogue({ ...asked, endpoint: silent.endpoint, tls: 'implicit' })
    expect(connections).toBe(2)
  }, 40_000)

  test('one that greets late and then hangs is asked again', async () => {
    let connections = 0
    await using server = await startRawServer((socket) => {
      connections += 1
      socket.write('220 hi\r\n')
      setTimeout(() => socket.destroy(), 300)
    })
    const net = systemNet()
    await net.dialogue({ ...asked, endpoint: server.endpoint })
    await net.dialogue({ ...asked, endpoint: server.endpoint })
    expect(connections).toBe(2)
  })
})
