import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { isDomainName } from './domain-name.ts'
import { parseIpAddress } from './ip-address.ts'
import { hostAddresses, lookUp, parseExchanger, recordData } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

/** A host that takes a domain's mail. */
export interface MailExchanger {
  readonly preference: number
  /** Lower case, without the dot at the end. */
  readonly host: string
  readonly addresses: Fact<readonly string[]>
  /** Where a CNAME at the host's name leads, if there is one. */
  readonly alias: string | undefined
}

export interface MailExchangers {
  /** `mx`: MX records; `address`: none, so the domain's own A and AAAA count (RFC 5321 §5.1). */
  readonly source: 'mx' | 'address'
  /** RFC 7505: "0 .", the domain takes no mail. */
  readonly nullMx: boolean
  /** A record "0 ." is there, alone or beside others. */
  readonly hasNullRecord: boolean
  /** By preference, the first to be tried first; empty for a null MX. */
  readonly exchangers: readonly MailExchanger[]
}

/** Enough to judge; nobody publishes more with reason. */
const exchangersLimit = 10

export const mailExchangers = factAbout<string>()({
  id: 'dns.mail-exchangers',
  summary: 'Where the DNS sends mail for a domain. Absent: neither MX nor an address of its own.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  collect: (world, _facts, domain) => exchangersOf(world, domain),
})

/** MX records with the addresses of their hosts, else the domain's own addresses. */
export async function exchangersOf(world: World, domain: string): Promise<Fact<MailExchangers>> {
  const answer = await lookUp(world, { name: domain, type: 'MX' })
  if (answer.status === 'unknown') return answer
  if (answer.status === 'absent') return implicit(world, domain, answer.evidence)
  const hosts = answer.value.records
    .map(parseExchanger)
    .toSorted((left, right) => left.preference - right.preference)
    .slice(0, exchangersLimit)
  const nullMx = hosts.every(({ host }) => host === '')
  const exchangers = await Promise.all(
    hosts.filter(({ host }) => host !== '').map((one) => exchanger(world, one)),
  )
  const hasNullRecord = hosts.some(({ host }) => host === '')
  return known({ source: 'mx', nullMx, hasNullRecord, exchangers }, ...answer.evidence)
}

async function exchanger(world: World, { preference, host }: { preference: number; host: string }) {
  // The host is a name made of digits, not an address: no resolver is asked for it.
  if (parseIpAddress(host) !== undefined || !isDomainName(host))
    return { preference, host, addresses: { status: 'absent', evidence: [] }, alias: undefined } as const
  const [addresses, alias] = await Promise.all([hostAddresses(world, host), recordData(world, host, 'CNAME')])
  return { preference, host, addresses, alias: alias.status === 'known' ? alias.value[0] : undefined }
}

async function implicit(
  world: World,
  domain: string,
  evidence: readonly Evidence[],
): Promise<Fact<MailExchangers>> {
  const addresses = await hostAddresses(world, domain)
  if (addresses.status === 'unknown') return addresses
  if (addresses.status === 'absent')
    return { status: 'absent', evidence: [...evidence, ...addresses.evidence] }
  const only: MailExchanger = { preference: 0, host: domain, addresses, alias: undefined }
  return known(
    { source: 'address', nullMx: false, hasNullRecord: false, exchangers: [only] },
    ...evidence,
    ...addresses.evidence,
  )
}
