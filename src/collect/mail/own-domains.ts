import { absent, type Evidence, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { addressClasses } from '../postfix/address-classes.ts'
import { otherMailServers } from './other-mail-servers.ts'
import { probedDomain } from './probed-domain.ts'

/** Names that only this host or its network knows (RFC 6761, RFC 6762, RFC 8375, ICANN `internal`). */
const internalName =
  /^localhost\.|^[^.]*$|\.(?:localhost|localdomain|local|lan|home|internal|intranet|corp|home\.arpa|invalid)$/

interface Served {
  readonly hostName: string
  readonly domains: readonly { readonly domain: string; readonly evidence: readonly Evidence[] }[]
}

/**
 * Domains for which this host takes mail and that the Internet should find it by: without localhost,
 * internal names, and the host's own name where it serves other domains.
 */
export const ownDomains = fact({
  id: 'mail.own-domains',
  fromOutside: probedDomain,
  summary: 'Domains for which this host takes mail, lower case, without localhost and internal names.',
  optional: { classes: addressClasses, servers: otherMailServers },
  collect: (_world, { classes, servers }): Fact<readonly string[]> => {
    if (classes.status === 'known') return publicDomains(classes.value, classes.evidence)
    if (servers.status !== 'known') return classes.status === 'unknown' ? classes : servers
    const domains = servers.value.flatMap((server) => server.domains)
    return publicDomains({ hostName: servers.value[0]?.hostName ?? '', domains }, servers.evidence)
  },
})

function publicDomains(
  { hostName, domains }: Served,
  evidence: readonly Evidence[],
): Fact<readonly string[]> {
  const found = new Map<string, readonly Evidence[]>()
  for (const { domain, evidence } of domains) if (!internalName.test(domain)) found.set(domain, evidence)
  // Debian lists $myhostname in mydestination: mail for it is rare, and it need not have an MX of its own.
  if (found.size > 1 || hostName.split('.').length > 2) found.delete(hostName)
  if (found.size === 0) return absent(...evidence)
  return known([...found.keys()].sort(), ...new Set([...found.values()].flat()))
}
