import { known, unknown } from '../../access/answer.ts'
import { type Fact, factAbout } from '../fact.ts'
import { selfAndAncestors } from './domain-name.ts'
import { isPublicAddress } from './ip-address.ts'
import { hostAddresses, lookUp, recordData } from './look-up.ts'
import { askedAddress, nameServers } from './name-servers.ts'

/** The name servers of a zone, as the zone above it names them, and as it names them itself. */
export interface Delegation {
  readonly zone: string
  readonly parent: string
  readonly above: readonly string[]
  readonly within: readonly string[]
  /**
   * The servers of the zone that are asked here are this network's own (private addresses, none of those that the
   * zone above names): what is seen from here is not what the world sees.
   */
  readonly innerView: boolean
}

/** One answer is enough; the second is asked when the first does not answer. */
const askedServers = 3

export const delegation = factAbout<string>()({
  id: 'dns.delegation',
  summary: 'NS of a domain’s zone by a server of the zone above, beside those in the zone itself.',
  fromOutside: 'same',
  needs: { servers: nameServers },
  async collect(world, { servers }): Promise<Fact<Delegation>> {
    if (servers.status === 'absent') return servers
    const { zone, servers: all } = servers.value
    // Where no server can be asked directly, those above cannot either, and each would cost seconds.
    if (all.every(({ answer }) => answer === 'no answer'))
      return unknown('unreachable', `no name server of ${zone} can be asked from here`)
    for (const parent of [...selfAndAncestors(zone).slice(1), '.']) {
      const names = await recordData(world, parent, 'NS')
      if (names.status === 'unknown') return names
      if (names.status === 'absent') continue
      for (const name of names.value.slice(0, askedServers)) {
        const addresses = await hostAddresses(world, name)
        const resolver = addresses.status === 'known' ? askedAddress(addresses.value) : undefined
        if (resolver === undefined) continue
        const answer = await lookUp(world, {
          name: zone,
          type: 'NS',
          resolver,
          recursion: false,
          referral: true,
        })
        if (answer.status !== 'known') continue
        const above = answer.value.records.map(({ data }) => data).toSorted()
        const within = all.map((one) => one.name).toSorted()
        const innerView =
          !within.some((one) => above.includes(one)) &&
          all.some(({ addresses }) => addresses.length > 0 && !addresses.some(isPublicAddress))
        return known({ zone, parent, above, within, innerView }, ...answer.evidence, ...servers.evidence)
      }
      return unknown('unreachable', `no server of ${parent} said who serves ${zone}`)
    }
    return unknown('failed', `no zone above ${zone} was found`)
  },
})
