import { createSocket } from 'node:dgram'
import type { Answer as WireRecord } from 'dns-packet'
import { encode, TRUNCATED_RESPONSE } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { ResolverHealth } from '../../../src/access/net/dns/resolver-health.ts'
import type { DnsQuestion } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { type DnsBehaviour, type DnsReply, startDnsServer, zone } from './servers/dns-server.ts'

async function ask(behave: DnsBehaviour, question: DnsQuestion) {
  await using server = await startDnsServer(behave)
  const answer = await systemNet({ resolvers: [server.resolver] }).resolve(question)
  return { answer, server }
}

function record(type: 'A' | 'TXT', data: string): WireRecord {
  return { type, name: 'example.org', ttl: 300, data }
}

describe('the wire', () => {
  test('a truncated answer is asked again over TCP', async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      record('TXT', `record ${index} ${'x'.repeat(200)}`),
    )
    const behave: DnsBehaviour = (_, transport) =>
      transport === 'udp' ? { flags: TRUNCATED_RESPONSE } : { answers: many }
    const { answer, server } = await ask(behave, { name: 'example.org', type: 'TXT' })
    expect(answer.status === 'known' && answer.value.records).toHaveLength(200)
    expect(server.queries.map(({ transport }) => transport)).toEqual(['udp', 'tcp'])
  })

  test('an old server that refuses EDNS is asked without', async () => {
    const behave: DnsBehaviour = (question, transport, packet) =>
      packet.additionals?.length === 0
        ? zone([record('A', '192.0.2.1')])(question, transport, packet)
        : { rcode: 1, questions: [] }
    const { answer } = await ask(behave, { name: 'example.org', type: 'A' })
    expect(answer.status).toBe('known')
  })

  // What somebody who guesses sends first (RFC 5452): each is passed over until the true answer comes.
  const forged: [string, (id: number) => DnsReply][] = [
    ['another id', (id) => ({ id: (id + 1) & 0xffff, answers: [record('A', '192.0.2.66')] })],
    ['another question', () => ({ questions: [{ name: 'evil.example', type: 'A' }], answers: [] })],
    ['another type', () => ({ questions: [{ name: 'example.org', type: 'MX' }], answers: [] })],
  ]
  test.concurrent.each(forged)('an answer with %s is waited over', async (_, forge) => {
    let asked = 0
    const { answer } = await ask(
      (_, _transport, packet) => {
        asked += 1
        return asked === 1 ? forge(packet.id ?? 0) : { answers: [record('A', '192.0.2.1')] }
      },
      { name: 'example.org', type: 'A' },
    )
    expect(answer).toMatchObject({ value: { records: [{ data: '192.0.2.1' }] } })
  })

  test('an answer from another port is not taken', async () => {
    const [server, forger] = [createSocket('udp4'), createSocket('udp4')]
    const answer = (query: Buffer, data: string) =>
      encode({
        type: 'response',
        id: query.readUInt16BE(0),
        questions: [question],
        answers: [record('A', data)],
      })
    const question = { name: 'example.org', type: 'A' } as const
    server.on('message', (query, { port }) => {
      forger.send(answer(query, '192.0.2.66'), port, '127.0.0.1', () => {
        server.send(answer(query, '192.0.2.1'), port, '127.0.0.1')
      })
    })
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    const seen = await systemNet({ resolvers: [`127.0.0.1#${server.address().port}`] }).resolve(question)
    expect(seen).toMatchObject({ value: { records: [{ data: '192.0.2.1' }] } })
    server.close()
    forger.close()
  })
})

describe('when a resolver is taken for dead', () => {
  const never = async () => false

  test('after three questions in a row, unless it still answers an easy one', async () => {
    const health = new ResolverHealth()
    for (const askedAt of [0, 10]) health.timedOut(askedAt)
    expect(health.doubtful).toBe(true)
    expect(await health.dead(never)).toBe(false)
    health.timedOut(20)
    expect(await health.dead(async () => true)).toBe(false)
    const other = new ResolverHealth()
    for (const askedAt of [0, 10, 20]) other.timedOut(askedAt)
    expect(await other.dead(never)).toBe(true)
  })

  test('an answer in between starts the count again, one meanwhile keeps it', async () => {
    const health = new ResolverHealth()
    for (const askedAt of [0, 1]) health.timedOut(askedAt)
    health.answered(5)
    // Asked before that answer came: the zone is slow, not the resolver.
    for (const askedAt of [2, 3, 4]) health.timedOut(askedAt)
    expect(health.doubtful).toBe(false)
    expect(await health.dead(never)).toBe(false)
  })
})
