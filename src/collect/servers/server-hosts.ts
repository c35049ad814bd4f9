import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { clientSettingsOf } from '../clients/client-settings.ts'
import { isWithin } from '../dns/domain-name.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { exchangersOf, type MailExchangers } from '../dns/mail-exchangers.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { domainOf } from '../mail/probed-domain.ts'

/** How we came upon a host: the DNS or a document names it to mail programs, as MX, or it has a usual name. */
export type HostRole = 'published' | 'mx' | 'usual name'

export interface ServerHost {
  readonly host: string
  readonly role: HostRole
  /** One of each family; none: the DNS has no such host, and still it is published. */
  readonly addresses: readonly string[]
}

/** Names that people try first where nothing is published. */
const usualNames = ['mail', 'imap', 'smtp', 'pop']

/** More hosts than this for one domain's mail programs are not asked. */
const mostHosts = 6

export const serverHosts = fact({
  id: 'servers.hosts',
  summary:
    'Hosts that may serve a domain’s mail programs: published ones, its own MX hosts, usual names. Absent: none.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world): Promise<Fact<readonly ServerHost[]>> {
    const domain = domainOf(world)
    const settings = await clientSettingsOf(world, domain)
    const exchangers = await exchangersOf(world, domain)
    const published = settings.status === 'known' ? settings.value.map(({ host }) => host) : []
    const mx = exchangers.status === 'known' ? mxHosts(exchangers.value) : []
    // A large provider's MX hosts take mail and nothing else; its mail programs' hosts are published.
    const own = mx.filter((host) => isWithin(host, domain) || published.length === 0)
    const usual = published.length === 0 ? usualNames.map((name) => `${name}.${domain}`) : []
    const named: readonly (readonly [string, HostRole])[] = [
      ...published.map((host) => [host, 'published'] as const),
      ...own.map((host) => [host, 'mx'] as const),
      ...usual.map((host) => [host, 'usual name'] as const),
    ]
    const once = [...new Map(named.toReversed()).entries()].toReversed()
    const looked = await Promise.all(once.map(([host, role]) => look(world, host, role)))
    const found = distinct(looked.flatMap((one) => (one.status === 'known' ? [one.value] : [])))
    if (found.length > 0) return known(found.slice(0, mostHosts))
    return looked.find((one) => one.status === 'unknown') ?? { status: 'absent', evidence: [] }
  },
})

function mxHosts({ exchangers }: MailExchangers): readonly string[] {
  return exchangers.map(({ host }) => host)
}

async function look(world: World, host: string, role: HostRole): Promise<Fact<ServerHost>> {
  const addresses = await hostAddresses(world, host)
  if (addresses.status === 'absent' && role === 'published')
    return known({ host, role, addresses: [] }, ...addresses.evidence)
  if (addresses.status !== 'known') return addresses
  return known({ host, role, addresses: firstOfEachFamily(addresses.value) }, ...addresses.evidence)
}

/** All addresses of one name are for the same: one of each family tells enough. */
function firstOfEachFamily(addresses: readonly string[]): readonly string[] {
  const v4 = addresses.find((address) => !address.includes(':'))
  const v6 = addresses.find((address) => address.includes(':'))
  return [v4, v6].flatMap((address) => address ?? [])
}

/** A usual name for a host that is known by a better one is not asked again. */
function distinct(hosts: readonly ServerHost[]): readonly ServerHost[] {
  return hosts.filter(({ role, addresses }, index) => {
    const before = hosts.slice(0, index).flatMap((one) => one.addresses)
    return role === 'published' || !addresses.every((address) => before.includes(address))
  })
}
