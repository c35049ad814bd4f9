import type { DialogueSeen } from '../access/net/net.ts'
import type { Fact } from '../collect/fact.ts'

/**
 * How far a stranger came with a port: `open` (a connection, whatever was said), `refused` (the machine said no),
 * `silent` (nothing came back: a filter, anywhere on the way), `not told` (no way from here).
 */
export type Reach = 'open' | 'refused' | 'silent' | 'not told'

export function reachOf(dialogue: Fact<DialogueSeen>): Reach {
  if (dialogue.status !== 'known') return 'not told'
  const { end, greeting, tls, connectMilliseconds } = dialogue.value
  if (connectMilliseconds !== undefined || greeting !== undefined || tls !== undefined) return 'open'
  if (end === 'refused') return 'refused'
  return end === 'timeout' ? 'silent' : 'not told'
}

export function isIpv6(address: string): boolean {
  return address.includes(':')
}
