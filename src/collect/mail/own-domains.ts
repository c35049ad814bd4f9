import { absent, type Evidence, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { addressClasses } from '../postfix/address-classes.ts'
import { probedDomain } from './probed-domain.ts'

/** Names that only this host or its network knows (RFC 6761, RFC 6762, RFC 8375, ICANN `internal`). */
const internalName =
  /^localhost\.|^[^.]*$|\.(?:localhost|localdomain|local|lan|home|internal|intranet|corp|home\.arpa|invalid)$/

/**
 * Domains for which this host takes mail and that the Internet should find it by: without localhost,
 * internal names, and the host's own name where it serves other domains.
 */
export const ownDomains = fact({
  id: 'mail.own-domains',
  fromOutside: probedDomain,
  summary: 'Domains for which this host takes mail, lower case, without localhost and internal names.',
  needs: { classes: addressClasses },
  collect: (_world, { classes }): Fact<readonly string[]> => {
    if (classes.status === 'absent') return classes
    const { hostName, domains } = classes.value
    const found = new Map<string, readonly Evidence[]>()
    for (const { domain, evidence } of domains) if (!internalName.test(domain)) found.set(domain, evidence)
    // Debian lists $myhostname in mydestination: mail for it is rare, and it need not have an MX of its own.
    if (found.size > 1 || hostName.split('.').length > 2) found.delete(hostName)
    if (found.size === 0) return absent(...classes.evidence)
    return known([...found.keys()].sort(), ...new Set([...found.values()].flat()))
  },
})
