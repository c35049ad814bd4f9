import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { heloName } from '../mail/helo-name.ts'
import { hostAddresses } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

export interface HeloAddresses {
  readonly name: string
  /** `absent`: the name has neither A nor AAAA. */
  readonly addresses: Fact<readonly string[]>
}

export const heloAddresses = fact({
  id: 'dns.helo-addresses',
  summary: 'The name given in EHLO and the addresses that the DNS has for it.',
  needs: { works: nameResolution, helo: heloName },
  async collect(world, { helo }): Promise<Fact<HeloAddresses>> {
    if (helo.status === 'absent') return helo
    const addresses = await hostAddresses(world, helo.value)
    return known({ name: helo.value, addresses }, ...helo.evidence)
  },
})
