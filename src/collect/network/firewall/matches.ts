import { isInside, isPublicAddress, networks, parseIpAddress, sharesPrefix } from '../../dns/ip-address.ts'
import type { Match, Packet } from './rules.ts'
import { not, type Truth, truthOf } from './truth.ts'

/** Numbers from … to …, both included. */
export type PortRange = readonly [first: number, last: number]

/** A network or a range of addresses, as written; `bits` undefined: the single address. */
export interface AddressRange {
  readonly first: string
  readonly last?: string
  readonly bits?: number
}

/** Names of the services that a mail host's rules may name instead of numbers (/etc/services). */
const serviceNames: ReadonlyMap<string, number> = new Map([
  ['ssh', 22],
  ['smtp', 25],
  ['domain', 53],
  ['http', 80],
  ['pop3', 110],
  ['imap', 143],
  ['imap2', 143],
  ['https', 443],
  ['submissions', 465],
  ['urd', 465],
  ['submission', 587],
  ['imaps', 993],
  ['pop3s', 995],
  ['sieve', 4190],
])

/** A port number or the name of a mail host's service; anything else → undefined. */
export function portNumber(text: string | number): number | undefined {
  if (typeof text === 'number') return text
  return /^\d{1,5}$/.test(text) ? Number(text) : serviceNames.get(text)
}

/** Maximal segment size of a client on Ethernet, in bytes (RFC 6691). */
export const usualSegment = 1_460

export const perhaps: Match = { about: 'other', truth: () => 'perhaps' }

export function always(truth: Truth): Match {
  return { about: 'other', truth: () => truth }
}

/** Ports of the peer are any above 1023: what an outside client, or this host, connects from. */
const ephemeral: PortRange = [1024, 65_535]

export function portMatch(
  side: 'destination' | 'source',
  ranges: readonly PortRange[],
  negated: boolean,
): Match {
  const truth = ({ port }: Packet): Truth => {
    if (side === 'destination') return truthOf(ranges.some(([first, last]) => first <= port && port <= last))
    if (ranges.some(([first, last]) => first <= ephemeral[0] && last >= ephemeral[1])) return 'yes'
    return ranges.every(([, last]) => last < ephemeral[0]) ? 'no' : 'perhaps'
  }
  return {
    about: side === 'destination' ? 'port' : 'other',
    truth: (packet) => (negated ? not(truth(packet)) : truth(packet)),
  }
}

export function protocolMatch(names: readonly string[], negated: boolean): Match {
  const matches = names.some((name) => ['tcp', '6', 'all', '0'].includes(name.toLowerCase()))
  return always(truthOf(matches !== negated))
}

export function familyMatch(family: 4 | 6, negated = false): Match {
  return { about: 'other', truth: (packet) => truthOf((packet.family === family) !== negated) }
}

/** Connection tracking states; a first packet is `new`. */
export function stateMatch(states: readonly string[], negated: boolean): Match {
  return always(truthOf(states.some((state) => state.toLowerCase() === 'new') !== negated))
}

/** Interface names, where `*` or `+` at the end stands for anything. */
export function interfaceMatch(
  direction: Packet['direction'],
  names: readonly string[],
  negated: boolean,
): Match {
  const truth = (packet: Packet): Truth => {
    if (packet.direction !== direction) return 'perhaps'
    if (packet.interfaces.length > 0) {
      const hits = packet.interfaces.filter((one) => names.some((name) => isNamed(one, name)))
      return hits.length === packet.interfaces.length ? 'yes' : hits.length === 0 ? 'no' : 'perhaps'
    }
    if (names.some((name) => name === '*' || name === '+')) return 'yes'
    return names.every((name) => name === 'lo') ? 'no' : 'perhaps'
  }
  return { about: 'other', truth: (packet) => (negated ? not(truth(packet)) : truth(packet)) }
}

function isNamed(name: string, pattern: string): boolean {
  const isPrefix = pattern.endsWith('*') || pattern.endsWith('+')
  return isPrefix ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

/** Addresses of the packet's own end, or of its outside end, which is some public address. */
export function addressMatch(
  side: 'source' | 'destination',
  ranges: readonly AddressRange[],
  negated: boolean,
): Match {
  const truth = (packet: Packet): Truth => {
    const isOutside = (side === 'source') === (packet.direction === 'in')
    return isOutside ? truthOfOutside(ranges, packet) : truthOfOwn(ranges, packet)
  }
  return { about: 'address', truth: (packet) => (negated ? not(truth(packet)) : truth(packet)) }
}

const fewAddresses = 8
/** All IPv6 addresses that the internet uses (RFC 4291 §2.4). */
const globalIpv6 = networks('2000::/3')

function truthOfOutside(ranges: readonly AddressRange[], { family }: Packet): Truth {
  const same = ranges.filter(({ first }) => parseIpAddress(first)?.family === family)
  if (same.some((range) => range.bits !== undefined && coversAll(range))) return 'yes'
  const reachable = same.filter(
    ({ first, last }) => isPublicAddress(first) || (last !== undefined && isPublicAddress(last)),
  )
  if (reachable.length === 0) return 'no'
  const single = reachable.every(
    ({ bits, last }) => last === undefined && (bits ?? 128) >= (family === 4 ? 32 : 64),
  )
  return single && reachable.length <= fewAddresses ? 'few' : 'some'
}

function coversAll({ first, bits = 128 }: AddressRange): boolean {
  const address = parseIpAddress(first)
  if (address === undefined) return false
  return bits === 0 || (bits <= 3 && isInside(address, globalIpv6))
}

function truthOfOwn(ranges: readonly AddressRange[], { ownAddresses, family }: Packet): Truth {
  const same = ranges.filter(({ first }) => parseIpAddress(first)?.family === family)
  if (same.length === 0) return 'no'
  if (same.some(({ bits }) => bits === 0)) return 'yes'
  if (same.some(({ last }) => last !== undefined)) return 'perhaps'
  if (same.every(({ first }) => isNeverOwn(first))) return 'no'
  if (ownAddresses.length === 0) return 'perhaps'
  const hits = ownAddresses.filter((own) => same.some((range) => contains(range, own)))
  return hits.length === ownAddresses.length ? 'yes' : hits.length === 0 ? 'no' : 'perhaps'
}

/** What no packet from outside is sent to: loopback, multicast, broadcast, link-local IPv6. */
const neverOwn = networks('127.0.0.0/8', '224.0.0.0/3', '::1/128', 'ff00::/8', 'fe80::/10')

function isNeverOwn(text: string): boolean {
  const address = parseIpAddress(text)
  return address !== undefined && isInside(address, neverOwn)
}

function contains({ first, bits }: AddressRange, text: string): boolean {
  const network = parseIpAddress(first)
  const address = parseIpAddress(text)
  if (network === undefined || address === undefined) return false
  return sharesPrefix(address, network, bits ?? 128)
}
