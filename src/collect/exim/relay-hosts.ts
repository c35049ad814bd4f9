import { contains, type Network, parseNetwork } from '../network/address-ranges.ts'
import { fewStrangers, strangers } from '../network/strangers.ts'
import { eximListItems } from './option-lists.ts'

/**
 * Strangers (public addresses far apart) that a host list such as `relay_from_hosts` lets relay without a
 * log-in; none where the list names hosts that one may well trust. Look-ups and names are left out.
 */
export function strangersInHostList(list: string): readonly string[] {
  const items = eximListItems(list)
  if (items.includes('*')) return strangers
  const refused = networksOf(items.filter((item) => item.startsWith('!')).map((item) => item.slice(1)))
  const trusted = networksOf(items)
  const found = strangers.filter((address) => isIn(trusted, address) && !isIn(refused, address))
  return found.length <= fewStrangers ? [] : found
}

function networksOf(items: readonly string[]): Network[] {
  return items.flatMap((item) => parseNetwork(item.trim()) ?? [])
}

function isIn(networks: readonly Network[], address: string): boolean {
  return networks.some((network) => contains(network, address))
}
