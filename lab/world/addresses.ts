/** The hosts of the lab's internet. `a` is the one under examination. */
export type HostId = 'a' | 'b' | 'c' | 'd' | 'dns' | 'client'

/** Where a host sits: documentation addresses only (RFC 5737, RFC 3849). */
export interface Place {
  readonly v4: string
  readonly v6: string
  readonly gateway4: string
  readonly gateway6: string
  /** More addresses that the host answers on. */
  readonly also: readonly string[]
}

const WORLD = { gateway4: '203.0.113.1', gateway6: '2001:db8:f::1' }

export const places: Readonly<Record<HostId, Place>> = {
  a: {
    v4: '198.51.100.25',
    v6: '2001:db8:a::25',
    gateway4: '198.51.100.1',
    gateway6: '2001:db8:a::1',
    also: [],
  },
  dns: {
    v4: '192.0.2.2',
    v6: '2001:db8:53::2',
    gateway4: '192.0.2.1',
    gateway6: '2001:db8:53::1',
    also: ['192.0.2.53', '2001:db8:53::53'],
  },
  b: { v4: '203.0.113.10', v6: '2001:db8:f::10', ...WORLD, also: [] },
  c: { v4: '203.0.113.20', v6: '2001:db8:f::20', ...WORLD, also: [] },
  d: { v4: '203.0.113.30', v6: '2001:db8:f::30', ...WORLD, also: [] },
  client: {
    v4: '203.0.113.130',
    v6: '2001:db8:f::130',
    ...WORLD,
    also: ['203.0.113.131', '203.0.113.132', '203.0.113.133', '203.0.113.134', '203.0.113.80'],
  },
}

/** The validating resolver that the peers use; the examined host has one of its own. */
export const RESOLVER = '192.0.2.53'

/** The name server that holds the root and everything below. */
export const NAME_SERVER = { name: 'ns1.registry.test', v4: '192.0.2.2', v6: '2001:db8:53::2' }

/** A web server of example-a.test elsewhere: it has nothing on port 25. */
export const WEB_ADDRESS = '203.0.113.80'

/** Addresses that password guesses come from. */
export const ATTACKERS = ['203.0.113.131', '203.0.113.132', '203.0.113.133', '203.0.113.134']

/** The mail hosts, their domains and the names they answer to. */
export const mailHosts = {
  a: { domain: 'example-a.test', name: 'mail.example-a.test' },
  b: { domain: 'example-b.test', name: 'mx1.example-b.test' },
  c: { domain: 'example-c.test', name: 'mail.example-c.test' },
  d: { domain: 'example-d.test', name: 'mx.example-d.test' },
} as const

export type MailHostId = keyof typeof mailHosts
