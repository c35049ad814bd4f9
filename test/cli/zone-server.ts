import type { Answer } from 'dns-packet'
import { type DnsServer, startDnsServer } from '../access/net/servers/dns-server.ts'

/** What a written zone holds: `name TYPE` → data as dns-packet has it. */
export type Zone = Readonly<Record<string, readonly unknown[]>>

const soa = { mname: 'ns.test', rname: 'admin.test', serial: 7, refresh: 1, retry: 1, expire: 1, minimum: 1 }

/** A real name server on 127.0.0.1 that knows what is written, and NXDOMAIN for all else. */
export function startZoneServer(zone: Zone): Promise<DnsServer> {
  const all: Zone = { '. NS': ['ns.test'], ...zone }
  const names = new Set(Object.keys(all).map((key) => key.split(' ')[0] ?? ''))
  return startDnsServer(({ name, type }) => {
    const asked = name === '' ? '.' : name.toLowerCase()
    const data = all[`${asked} ${type}`] ?? []
    const exists = [...names].some((known) => known === asked || known.endsWith(`.${asked}`))
    const denial = { name: 'test', type: 'SOA', ttl: 60, class: 'IN', data: soa }
    return {
      rcode: data.length === 0 && !exists ? 3 : 0,
      // The zone is written by the test in the shapes of the library.
      answers: data.map((one) => ({ name: asked, type, ttl: 300, class: 'IN', data: one }) as Answer),
      authorities: data.length === 0 ? [denial as Answer] : [],
    }
  })
}
