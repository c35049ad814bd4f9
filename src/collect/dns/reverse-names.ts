import { type Evidence, known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { normalName } from './domain-name.ts'
import { parseIpAddress, reverseZoneName, sameAddress } from './ip-address.ts'
import { hostAddresses, recordData } from './look-up.ts'

/** One PTR name of an address, and where that name leads. */
export interface ReverseName {
  readonly name: string
  readonly addresses: Fact<readonly string[]>
  /** The name leads back to the address (FCrDNS); undefined: could not be asked. */
  readonly confirmed: boolean | undefined
  readonly evidence: readonly Evidence[]
}

/** Receivers look at a few; an address with hundreds of names is a curiosity. */
const namesLimit = 5

/** PTR, then A and AAAA of each name: forward-confirmed reverse DNS. */
export async function reverseNamesOf(world: World, address: string): Promise<Fact<readonly ReverseName[]>> {
  const parsed = parseIpAddress(address)
  if (parsed === undefined) return unknown('malformed', `${address} is not an address`)
  const names = await recordData(world, reverseZoneName(parsed), 'PTR')
  if (names.status !== 'known') return names
  const first = names.value.slice(0, namesLimit).map(normalName)
  return known(await Promise.all(first.map((name) => confirm(world, name, address))), ...names.evidence)
}

async function confirm(world: World, name: string, address: string): Promise<ReverseName> {
  const addresses = await hostAddresses(world, name)
  if (addresses.status === 'unknown') return { name, addresses, confirmed: undefined, evidence: [] }
  const confirmed = addresses.status === 'known' && addresses.value.some((one) => sameAddress(one, address))
  return { name, addresses, confirmed, evidence: addresses.evidence }
}
