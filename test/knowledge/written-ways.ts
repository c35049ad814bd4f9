import { known } from '../../src/access/answer.ts'
import type { ConnectOutcome } from '../../src/access/net/net.ts'
import type { FamilyReachability } from '../../src/collect/network/internet-reachability.ts'
import type { ReachedAddress } from '../../src/collect/network/outbound-reachability.ts'
import { seen } from './test-condition.ts'

/** A mail host of others, tried on port 25. */
export function tried(
  host: string,
  address: string,
  outcome: ConnectOutcome['outcome'],
  dependable = false,
): ReachedAddress {
  const family = address.includes(':') ? 6 : 4
  const port25: ConnectOutcome =
    outcome === 'connected' ? { outcome, milliseconds: 9 } : { outcome, milliseconds: 4000, error: outcome }
  return { host, address, family, dependable, port25, evidence: [seen] }
}

/** Whether the root servers answer by IPv4 and by IPv6. */
export function internet(ipv4: boolean, ipv6: boolean) {
  const one = (family: 4 | 6, answers: boolean): FamilyReachability => ({
    family,
    address: family === 4 ? '198.41.0.4' : '2001:503:ba3e::2:30',
    answers,
    evidence: [seen],
  })
  return known([one(4, ipv4), one(6, ipv6)])
}
