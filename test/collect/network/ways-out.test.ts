import { describe, expect, test } from 'vitest'
import { absent, known, unknown } from '../../../src/access/answer.ts'
import type { ConnectOutcome, Net } from '../../../src/access/net/net.ts'
import type { World } from '../../../src/access/world.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { dnsByTcp } from '../../../src/collect/network/dns-by-tcp.ts'
import { internetReachability } from '../../../src/collect/network/internet-reachability.ts'
import { outboundReachability } from '../../../src/collect/network/outbound-reachability.ts'
import { worldOf } from '../written-world.ts'

interface Internet {
  /** `name TYPE` → data. What is not here does not exist. */
  readonly zone: Readonly<Record<string, readonly string[]>>
  /** `address:port` → outcome; the others time out. */
  readonly ways?: Readonly<Record<string, ConnectOutcome['outcome']>>
  readonly resolver?: string
  readonly dnsIsDead?: boolean
}

/** A world with an internet, and the connections that were tried in it. */
function world({ zone, ways = {}, resolver = '127.0.0.1', dnsIsDead = false }: Internet) {
  const tried: string[] = []
  const net: Net = {
    ...worldOf({}).net,
    async resolve({ name, type }) {
      if (dnsIsDead) return unknown('timeout', 'no answer')
      const data = zone[`${name} ${type}`]
      if (data === undefined) return absent()
      const records = data.map((one) => ({ name, type, ttlSeconds: 60, data: one }))
      return known({ records, resolver, authenticated: false, authoritative: false, milliseconds: 1 })
    },
    async connect({ address, port }) {
      const where = `${address}:${port}`
      tried.push(where)
      const outcome = ways[where] ?? 'timeout'
      return known(
        outcome === 'connected' ? { outcome, milliseconds: 1 } : { outcome, milliseconds: 1, error: outcome },
      )
    },
  }
  const whole: World = { ...worldOf({ files: { '/etc/resolv.conf': `nameserver ${resolver}\n` } }), net }
  return { collector: new Collector(whole), tried }
}

const root = {
  '. NS': ['b.root-servers.net', 'a.root-servers.net'],
  '. SOA': ['a.root-servers.net x 2026112400 1 1 1 1'],
  'a.root-servers.net A': ['198.41.0.4'],
  'a.root-servers.net AAAA': ['2001:503:ba3e::2:30'],
}
const mail = {
  'gmail.com MX': ['5 gmail-smtp-in.l.google.com'],
  'gmail-smtp-in.l.google.com A': ['203.0.113.27'],
  'gmail-smtp-in.l.google.com AAAA': ['2001:db8:9::1b'],
}

describe('internetReachability', () => {
  test.each([
    [
      'both families',
      { '198.41.0.4:53': 'connected', '2001:503:ba3e::2:30:53': 'connected' },
      ['4 yes', '6 yes'],
    ],
    ['a refusal came from there too', { '198.41.0.4:53': 'refused' }, ['4 yes', '6 no']],
    ['none', {}, ['4 no', '6 no']],
  ] as const)('%s', async (_what, ways, expected) => {
    const fact = await world({ zone: root, ways }).collector.get(internetReachability)
    const told =
      fact.status === 'known'
        ? fact.value.map(({ family, answers }) => `${family} ${answers ? 'yes' : 'no'}`)
        : fact.status
    expect(told).toEqual(expected)
  })

  test('the DNS is dead: not known', async () => {
    const { collector, tried } = world({ zone: {}, dnsIsDead: true })
    expect((await collector.get(internetReachability)).status).toBe('unknown')
    expect(tried).toEqual([])
  })
})

describe('outboundReachability', () => {
  test('asks a host that is known to work where no mail was sent, each address once, on port 25 alone', async () => {
    const { collector, tried } = world({
      zone: { ...root, ...mail },
      ways: { '203.0.113.27:25': 'connected' },
    })
    const fact = await collector.get(outboundReachability)
    const told =
      fact.status === 'known'
        ? fact.value.map(({ host, port25, dependable }) => [host, port25.outcome, dependable])
        : fact.status
    expect(told).toEqual([
      ['gmail-smtp-in.l.google.com', 'connected', true],
      ['gmail-smtp-in.l.google.com', 'timeout', true],
    ])
    expect(tried.toSorted()).toEqual(['2001:db8:9::1b:25', '203.0.113.27:25'])
  })

  test('nobody is known: absent', async () => {
    const { collector } = world({ zone: {}, dnsIsDead: true })
    expect((await collector.get(outboundReachability)).status).toBe('absent')
  })
})

describe('dnsByTcp', () => {
  test('asks a resolver outside itself', async () => {
    const { collector, tried } = world({
      zone: root,
      resolver: '9.9.9.9',
      ways: { '9.9.9.9:53': 'connected' },
    })
    const fact = await collector.get(dnsByTcp)
    expect(fact.status === 'known' && fact.value.map(({ address, tcp }) => `${address} ${tcp}`)).toEqual([
      '9.9.9.9 connected',
    ])
    expect(tried).toEqual(['9.9.9.9:53'])
  })

  test('behind a resolver of its own, asks the root', async () => {
    const fact = await world({ zone: root }).collector.get(dnsByTcp)
    expect(fact.status === 'known' && fact.value.map(({ address, tcp }) => `${address} ${tcp}`)).toEqual([
      '198.41.0.4 timeout',
    ])
  })

  test('no resolver answers', async () => {
    expect((await world({ zone: root, dnsIsDead: true }).collector.get(dnsByTcp)).status).toBe('absent')
  })
})
