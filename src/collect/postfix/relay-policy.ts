import { contains, type Network } from '../network/address-ranges.ts'
import { fewStrangers, strangers } from '../network/strangers.ts'
import { parseNetworks } from './networks.ts'
import type { ParameterScope, PostfixConfiguration } from './parameters.ts'
import { parseRestrictions, type Restriction } from './restrictions.ts'

/** The lists that decide about a recipient. */
const decisive = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
] as const

/** What one smtpd would answer to a stranger who does not log in and names a recipient elsewhere. */
export interface RelayPolicy {
  readonly outcome: 'accepted' | 'refused'
  /** Where accepted: strangers that it was tried for. */
  readonly strangers: readonly string[]
  /** Parameters that let it happen. */
  readonly because: readonly string[]
  /** Tables or policy services were passed on the way, and what they answer is not known. */
  readonly unclear: boolean
}

type Step = 'permit' | 'refuse' | 'next' | 'unclear'

/** Goes through the restriction lists in Postfix's order (SMTPD_ACCESS_README) for each stranger. Pure. */
export function relayPolicy(postfix: PostfixConfiguration, service: ParameterScope): RelayPolicy {
  const { networks } = parseNetworks(postfix.valueIn(service, 'mynetworks') ?? '')
  const lists = decisive.map((name) => parseRestrictions(postfix.valueIn(service, name) ?? ''))
  const outcomes = strangers.map((address) => ({ address, ...decide(lists, networks, address) }))
  const accepted = outcomes.filter(({ isRefused }) => !isRefused)
  const trusting = accepted.some(({ byNetwork }) => byNetwork)
  return {
    outcome: accepted.length <= fewStrangers ? 'refused' : 'accepted',
    strangers: accepted.map(({ address }) => address),
    because: trusting
      ? ['mynetworks', 'smtpd_relay_restrictions']
      : ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'],
    unclear: accepted.some(({ unclear }) => unclear),
  }
}

function decide(lists: readonly Restriction[][], networks: readonly Network[], address: string) {
  let unclear = false
  let byNetwork = false
  for (const list of lists) {
    for (const restriction of list) {
      if (restriction.onlyWarns) continue
      const step = stepOf(restriction, networks, address)
      if (step === 'refuse') return { isRefused: true, unclear, byNetwork }
      if (step === 'unclear') unclear = true
      if (step === 'permit' && restriction.name === 'permit_mynetworks') byNetwork = true
      // A permit ends this list only; the next one is still asked.
      if (step === 'permit') break
    }
  }
  return { isRefused: false, unclear, byNetwork }
}

const refusing = new Set([
  'reject',
  'defer',
  'reject_unauth_destination',
  'defer_unauth_destination',
  'check_relay_domains',
  'defer_if_permit',
])

function stepOf({ name }: Restriction, networks: readonly Network[], address: string): Step {
  if (refusing.has(name)) return 'refuse'
  if (name === 'permit') return 'permit'
  if (name === 'permit_mynetworks')
    return networks.some((network) => contains(network, address)) ? 'permit' : 'next'
  if (name.startsWith('check_') || name.includes(':') || name === 'permit_naked_ip_address') return 'unclear'
  return 'next'
}

/** Without one of these, smtpd refuses to run: smtpd_check.c, "specify at least one working instance of". */
const protecting = new Set([...refusing])

/** Does a list hold a restriction that stops relaying, before anything that permits all? */
export function hasProtection(
  value: string,
  classes: (name: string) => string | undefined,
  depth = 0,
): boolean {
  for (const { name, onlyWarns } of parseRestrictions(value)) {
    if (onlyWarns) continue
    if (name === 'permit') return false
    if (protecting.has(name)) return true
    const members = depth < 5 ? classes(name) : undefined
    if (members !== undefined && hasProtection(members, classes, depth + 1)) return true
  }
  return false
}
