import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type Ownership, ownAddresses, ownershipOf } from './own-addresses.ts'
import { type OwnExchanger, ownExchangers } from './own-exchangers.ts'

/** An AAAA of an MX host whose IPv4 address is this host's. */
export interface ExchangerIpv6 {
  readonly host: string
  readonly address: string
  readonly owner: Ownership
  /** This host has no IPv6 address of any kind, so the AAAA cannot be its own. */
  readonly noIpv6Here: boolean
  readonly overIpv6: ConnectOutcome
  /** The contrast: port 25 on the IPv4 address of the same host. */
  readonly overIpv4: ConnectOutcome
  readonly evidence: readonly Evidence[]
}

export const exchangerIpv6 = fact({
  id: 'dns.exchanger-ipv6',
  summary: 'Whether port 25 answers at the AAAA of the own domains’ MX hosts that are this host.',
  needs: { exchangers: ownExchangers, own: ownAddresses },
  async collect(world, { exchangers, own }): Promise<Fact<readonly ExchangerIpv6[]>> {
    if (exchangers.status === 'absent' || own.status === 'absent') return { status: 'absent', evidence: [] }
    const mine = own.value
    const all = exchangers.value.map((one) => ofExchanger(world, one, mine))
    const found = (await Promise.all(all)).flat()
    return found.length === 0 ? { status: 'absent', evidence: exchangers.evidence } : known(found)
  },
})

async function ofExchanger(
  world: World,
  { host, addresses }: OwnExchanger,
  own: readonly string[],
): Promise<ExchangerIpv6[]> {
  if (addresses.status !== 'known') return []
  const ipv4 = addresses.value.find((one) => !one.includes(':') && ownershipOf(one, own) === 'ours')
  const ipv6 = addresses.value.filter((one) => one.includes(':'))
  if (ipv4 === undefined || ipv6.length === 0) return []
  const overIpv4 = await world.net.connect({ address: ipv4, port: 25 })
  if (overIpv4.status !== 'known') return []
  const all = ipv6.map(async (address): Promise<ExchangerIpv6[]> => {
    const overIpv6 = await world.net.connect({ address, port: 25 })
    if (overIpv6.status !== 'known') return []
    const { outcome } = overIpv6.value
    const evidence: Evidence = {
      kind: 'dialogue',
      where: `${host}[${address}]:25`,
      text: overIpv6.value.outcome === 'connected' ? outcome : overIpv6.value.error,
      at: isoTime(world.clock.now()),
    }
    return [
      {
        host,
        address,
        owner: ownershipOf(address, own),
        noIpv6Here: !own.some((one) => one.includes(':')),
        overIpv6: overIpv6.value,
        overIpv4: overIpv4.value,
        evidence: [...addresses.evidence, evidence],
      },
    ]
  })
  return (await Promise.all(all)).flat()
}
