import { type Network, parseNetwork } from '../network/address-ranges.ts'
import { listItems } from './table-references.ts'

/** All ranges of a list such as mynetworks; the rest of it (tables, `!` exclusions) in `others`. */
export function parseNetworks(value: string): { networks: Network[]; others: string[] } {
  const networks: Network[] = []
  const others: string[] = []
  for (const item of listItems(value)) {
    const network = parseNetwork(item)
    if (network === undefined) others.push(item)
    else networks.push(network)
  }
  return { networks, others }
}
