import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { nameResolution } from './name-resolution.ts'
import { type ReverseName, reverseNamesOf } from './reverse-names.ts'
import { visibleAddresses } from './visible-addresses.ts'

export interface VisibleAddress {
  readonly address: string
  readonly family: 4 | 6
  readonly names: Fact<readonly ReverseName[]>
}

export const visibleReverseNames = fact({
  id: 'dns.visible-reverse-names',
  summary: 'PTR names of each public address that mail leaves from. Absent: a relay host sends it.',
  fromOutside: 'same',
  needs: { works: nameResolution, visible: visibleAddresses },
  async collect(world, { visible }): Promise<Fact<readonly VisibleAddress[]>> {
    if (visible.status === 'absent') return visible
    const all = visible.value.map(
      async (address): Promise<VisibleAddress> => ({
        address,
        family: address.includes(':') ? 6 : 4,
        names: await reverseNamesOf(world, address),
      }),
    )
    return known(await Promise.all(all), ...visible.evidence)
  },
})
