import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { interfaceAddresses } from '../network/addresses.ts'
import { outboundAddresses } from '../network/outbound-addresses.ts'
import { isPublicAddress, parseIpAddress, sameAddress } from './ip-address.ts'
import { nothingOurs } from './nothing-ours.ts'

/** `not known`: this host has only private addresses of that family, so a translator may stand before it. */
export type Ownership = 'ours' | 'foreign' | 'not known'

/** The addresses of this host's interfaces, and those that mail leaves from; loopback is not among them. */
export const ownAddresses = fact({
  id: 'dns.own-addresses',
  summary: 'Addresses under which this host itself is reached, as far as it can know them.',
  fromOutside: nothingOurs,
  needs: { interfaces: interfaceAddresses },
  optional: { outbound: outboundAddresses },
  collect: (_world, { interfaces, outbound }): Fact<readonly string[]> => {
    if (interfaces.status === 'absent') return interfaces
    const here = interfaces.value
      .filter(({ scope, interface: name }) => scope !== 'host' && scope !== 'link' && name !== 'lo')
      .map(({ address }) => address)
    const leaving = outbound.status === 'known' ? outbound.value : []
    return known([...new Set([...here, ...leaving])], ...interfaces.evidence)
  },
})

/** Whether an address that the DNS names is this host's. */
export function ownershipOf(address: string, own: readonly string[]): Ownership {
  if (own.some((one) => sameAddress(one, address))) return 'ours'
  const family = parseIpAddress(address)?.family
  const seen = own.some((one) => parseIpAddress(one)?.family === family && isPublicAddress(one))
  return seen ? 'foreign' : 'not known'
}
