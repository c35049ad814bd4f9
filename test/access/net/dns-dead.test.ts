import { createSocket } from 'node:dgram'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { type DnsBehaviour, startDnsServer } from './servers/dns-server.ts'

const silent: DnsBehaviour = () => 'silent'
const alive: DnsBehaviour = () => ({ answers: [{ type: 'A', name: 'example.org', data: '192.0.2.1' }] })

function seconds(since: number): number {
  return (performance.now() - since) / 1_000
}

describe.concurrent('resolvers that do not answer', () => {
  test('a port where nobody listens is unreachable at once', async ({ expect }) => {
    const startedAt = performance.now()
    const answer = await systemNet({ resolvers: ['127.0.0.1#1'] }).resolve({ name: 'example.org', type: 'A' })
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'unreachable' } })
    expect(seconds(startedAt)).toBeLessThan(1)
  })

  test('the next one is asked, and SERVFAIL is passed over too', async ({ expect }) => {
    await using broken = await startDnsServer(() => ({ rcode: 2 }))
    await using good = await startDnsServer(alive)
    const net = systemNet({ resolvers: ['127.0.0.1#1', broken.resolver, good.resolver] })
    const answer = await net.resolve({ name: 'example.org', type: 'A' })
    expect(answer).toMatchObject({ status: 'known', value: { resolver: good.resolver } })
  })

  test('two tries of two seconds; a question meant for one resolver goes to no other', async ({ expect }) => {
    await using server = await startDnsServer(silent)
    await using other = await startDnsServer(alive)
    const startedAt = performance.now()
    const net = systemNet({ resolvers: [other.resolver] })
    const answer = await net.resolve({ name: 'example.org', type: 'A', resolver: server.resolver })
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
    expect(server.queries).toHaveLength(2)
    expect(other.queries).toHaveLength(0)
    expect(seconds(startedAt)).toBeLessThan(4.5)
  }, 10_000)

  test('a dead one costs a bounded time in all, and the answer says so', async ({ expect }) => {
    await using server = await startDnsServer(silent)
    const net = systemNet({ resolvers: [server.resolver] })
    const startedAt = performance.now()
    for (let index = 0; index < 20; index += 1) {
      const answer = await net.resolve({ name: `n${index}.example.org`, type: 'A' })
      expect(answer).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
    }
    expect(seconds(startedAt)).toBeLessThan(10)
    const last = await net.resolve({ name: 'last.example.org', type: 'A' })
    expect(last).toMatchObject({ because: { text: expect.stringContaining('not asked again') } })
  }, 20_000)

  test('dead zones do not make the resolver dead', async ({ expect }) => {
    await using server = await startDnsServer((question, ...rest) =>
      question.name.endsWith('dead.example') ? 'silent' : alive(question, ...rest),
    )
    const net = systemNet({ resolvers: [server.resolver] })
    const names = Array.from({ length: 6 }, (_, index) => `n${index}.dead.example`)
    await Promise.all(names.map((name) => net.resolve({ name, type: 'A' })))
    const answer = await net.resolve({ name: 'example.org', type: 'A' })
    expect(answer.status).toBe('known')
  }, 20_000)
})

test('whatever bytes come back: an answer, in time, and never a made-up "absent"', async ({ expect }) => {
  let bytes = Buffer.alloc(0)
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    // Header and question are right, so that the rest is read.
    const head = Buffer.concat([query.subarray(0, 2), Buffer.from('81800001', 'hex'), bytes.subarray(0, 6)])
    const answer = Buffer.concat([head, query.subarray(12, 29), bytes.subarray(6)])
    socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const net = systemNet({ resolvers: [`127.0.0.1#${socket.address().port}`] })
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 6, maxLength: 600 }), async (random) => {
      bytes = Buffer.from(random)
      // Few records, so that some of them are read to their end.
      for (const index of [0, 2, 4]) bytes[index] = 0
      bytes[1] = 1 + ((bytes[1] ?? 0) % 3)
      const answer = await net.resolve({ name: 'example.org', type: 'TXT' })
      expect(['known', 'unknown']).toContain(answer.status)
    }),
    { numRuns: 300 },
  )
  socket.close()
}, 60_000)
