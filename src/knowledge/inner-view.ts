import { isPublicAddress } from '../collect/dns/ip-address.ts'
import { ownershipOf } from '../collect/dns/own-addresses.ts'
import type { Fact } from '../collect/fact.ts'

/**
 * The DNS here names this host by an address that only its own network has: the resolver keeps an inner view (split
 * horizon), and others are told another address. What is judged by such a name from here is not what they see.
 */
export function leadsInside(addresses: Fact<readonly string[]>, own: Fact<readonly string[]>): boolean {
  if (addresses.status !== 'known' || own.status !== 'known') return false
  const mine = own.value
  return addresses.value.some((one) => !isPublicAddress(one) && ownershipOf(one, mine) === 'ours')
}

/** Why such a judgement is left open, and who can make it. */
export function insideReason(name: string) {
  return {
    code: 'refused',
    text: `the resolver here names ${name} by an address of this network only: others see another one`,
    remedy: 'look from outside: mailmedic probe DOMAIN',
  } as const
}
