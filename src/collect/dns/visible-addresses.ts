import { known } from '../../access/answer.ts'
import type { OwnSetup } from '../../own-setup/declaration.ts'
import { authorisedAddresses } from '../authentication/authorised-addresses.ts'
import { type Fact, fact } from '../fact.ts'
import { type DeliveryTrouble, deliveryTroubles } from '../logs/delivery-troubles.ts'
import { otherMailServers } from '../mail/other-mail-servers.ts'
import { outboundAddresses } from '../network/outbound-addresses.ts'
import { declaredSetup, setupOf } from '../own-setup/declared.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { isPublicAddress, sameAddress } from './ip-address.ts'

/** One translator has one address of each family; more are quoted when it has changed. */
const quotedLimit = 2

export const sendsDirectly = fact({
  id: 'dns.sends-directly',
  summary: 'Whether mail goes from this host to the receivers themselves; absent: through a relay host.',
  optional: {
    configuration: postfixConfiguration,
    servers: otherMailServers,
    declared: declaredSetup,
    outbound: outboundAddresses,
    troubles: deliveryTroubles,
  },
  collect: (_world, { configuration, servers, declared, outbound, troubles }): Fact<true> => {
    const here = outbound.status === 'known' ? outbound.value : []
    if (declared.status === 'known' && throughSmarthost(declared.value.setup, here, troubles))
      return { status: 'absent', evidence: [declared.value.evidence('smarthost', 'host')] }
    if (configuration.status !== 'known') {
      if (servers.status !== 'known') return configuration.status === 'unknown' ? configuration : servers
      const smarthost = servers.value.find((server) => server.smarthost !== undefined)?.smarthost
      return smarthost === undefined ? known(true) : { status: 'absent', evidence: smarthost.evidence }
    }
    const relay = configuration.value.value('relayhost') ?? ''
    return relay === ''
      ? known(true)
      : { status: 'absent', evidence: configuration.value.evidence('relayhost') }
  },
})

/** As it is declared, unless receivers name an address of this host: that they have seen. */
function throughSmarthost(
  { smarthost, publicAddresses }: OwnSetup,
  here: readonly string[],
  troubles: Fact<readonly DeliveryTrouble[]>,
): boolean {
  const own = [...publicAddresses, ...here.filter(isPublicAddress)]
  const quoted = troubles.status === 'known' ? quotedAddresses(troubles.value) : []
  return smarthost !== undefined && !quoted.some((one) => own.some((address) => sameAddress(one, address)))
}

/** The addresses that receivers see: public, and not behind a relay host. */
export const visibleAddresses = fact({
  id: 'dns.visible-addresses',
  summary: 'Public addresses from which mail goes straight to receivers. Absent: a relay host sends it.',
  fromOutside: authorisedAddresses,
  needs: { direct: sendsDirectly, outbound: outboundAddresses },
  optional: { troubles: deliveryTroubles, configuration: postfixConfiguration, declared: declaredSetup },
  collect: (_world, { direct, outbound, configuration, troubles, declared }): Fact<readonly string[]> => {
    if (direct.status === 'absent') return direct
    if (outbound.status === 'absent') return outbound
    const postfix = configuration.status === 'known' ? configuration.value : undefined
    const protocols = postfix?.value('inet_protocols') ?? 'all'
    const used = outbound.value.filter((address) => sendsOver(address, protocols))
    const visible = used.filter(isPublicAddress)
    if (visible.length > 0) return known(visible, ...outbound.evidence)
    const quoted = troubles.status === 'known' ? quotedAddresses(troubles.value) : []
    if (quoted.length > 0) return known(quoted, ...outbound.evidence)
    const told = setupOf(declared).publicAddresses.filter((address) => sendsOver(address, protocols))
    return declared.status === 'known' && told.length > 0
      ? known(told, declared.value.evidence('publicAddresses'))
      : translated(used)
  },
})

/** Behind a translator: the address that receivers name when they refuse us is the one that they see. */
export function quotedAddresses(troubles: readonly DeliveryTrouble[]): string[] {
  const quoted = troubles.flatMap(({ reading, local }) => (local ? [] : (reading.clientAddress ?? [])))
  return [...new Set(quoted)].filter(isPublicAddress).slice(0, quotedLimit)
}

/** postconf(5) inet_protocols: `all`, `ipv4`, `ipv6` or both. */
function sendsOver(address: string, protocols: string): boolean {
  return protocols.includes('all') || protocols.includes(address.includes(':') ? 'ipv6' : 'ipv4')
}

function translated(addresses: readonly string[]): Fact<never> {
  return {
    status: 'unknown',
    because: {
      code: 'not-running-here',
      text: `mail leaves from ${addresses.join(', ')}, a private address: others see the address of a translator (NAT) before it`,
      remedy:
        'declare the public address (mailmedic own-setup set --public-address …), or look from outside: mailmedic probe DOMAIN',
    },
  }
}
