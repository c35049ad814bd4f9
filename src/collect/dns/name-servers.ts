import { type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { selfAndAncestors } from './domain-name.ts'
import { hostAddresses, lookUp, recordData } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

type NameServerAnswer = 'authoritative' | 'not authoritative' | 'refused' | 'no answer' | 'no address'

/** What a name server of a zone says when it is asked for the zone's SOA without recursion. */
export interface NameServer {
  readonly name: string
  readonly answer: NameServerAnswer
  readonly serial: number | undefined
  /** All that its name has; the first of IPv4 is the one that was asked. */
  readonly addresses: readonly string[]
  readonly evidence: readonly Evidence[]
}

export interface ZoneServers {
  /** The zone that holds the domain: itself or one above. */
  readonly zone: string
  readonly servers: readonly NameServer[]
}

const serversLimit = 8

export const nameServers = factAbout<string>()({
  id: 'dns.name-servers',
  summary: 'The name servers of the zone that holds a domain, each asked itself. Absent: no zone.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<ZoneServers>> {
    for (const zone of selfAndAncestors(domain).slice(0, -1)) {
      const names = await recordData(world, zone, 'NS')
      if (names.status === 'unknown') return names
      if (names.status === 'absent') continue
      const servers = await Promise.all(
        names.value.slice(0, serversLimit).map((name) => askServer(world, zone, name)),
      )
      return known({ zone, servers }, ...names.evidence)
    }
    return unknown('failed', `no zone above ${domain} was found`)
  },
})

/** IPv4 is enough to know whether a server serves the zone; a host without IPv6 could not ask otherwise. */
async function askServer(world: World, zone: string, name: string): Promise<NameServer> {
  const addresses = await hostAddresses(world, name)
  const found = addresses.status === 'known' ? addresses.value : []
  const address = askedAddress(found)
  if (address === undefined) {
    const answer = addresses.status === 'absent' ? 'no address' : 'no answer'
    return {
      name,
      answer,
      serial: undefined,
      addresses: [],
      evidence: addresses.status === 'absent' ? addresses.evidence : [],
    }
  }
  const soa = await lookUp(world, { name: zone, type: 'SOA', resolver: address, recursion: false })
  if (soa.status === 'known') {
    const serial = Number(soa.value.records[0]?.data.split(' ')[2])
    const answer = soa.value.authoritative ? 'authoritative' : 'not authoritative'
    const told = Number.isFinite(serial) ? serial : undefined
    return { name, answer, serial: told, addresses: found, evidence: soa.evidence }
  }
  if (soa.status === 'absent')
    return { name, answer: 'not authoritative', serial: undefined, addresses: found, evidence: soa.evidence }
  const silent = soa.because.code === 'timeout' || soa.because.code === 'unreachable'
  const evidence: Evidence = {
    kind: 'dns',
    where: `${zone} SOA @${name}[${address}]`,
    text: soa.because.text,
    at: isoTime(world.clock.now()),
  }
  const answer = silent ? 'no answer' : 'refused'
  return { name, answer, serial: undefined, addresses: found, evidence: [evidence] }
}

/** Where a name server is asked itself. */
export function askedAddress(addresses: readonly string[]): string | undefined {
  return addresses.find((one) => !one.includes(':')) ?? addresses[0]
}
