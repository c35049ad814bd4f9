import { isRecord } from '../json.ts'
import {
  addressMatch,
  always,
  familyMatch,
  interfaceMatch,
  type PortRange,
  perhaps,
  portMatch,
  protocolMatch,
  stateMatch,
  usualSegment,
} from './matches.ts'
import { addressRanges, listed, type NamedSets, names, portRanges } from './nft-value.ts'
import type { Match } from './rules.ts'
import { every, not, type Truth, truthOf } from './truth.ts'

/** A `match` of libnftables-json(5): `{op, left, right}`. What is not understood is `perhaps`. */
export function matchOf(match: unknown, sets: NamedSets): Match {
  if (!isRecord(match) || !isRecord(match['left'])) return perhaps
  const { op, left, right } = match
  const values = listed(right, sets)
  if (values === undefined) return perhaps
  // `in` tests flags; its list means any of them.
  const negated = op === '!='
  if (typeof op !== 'string' || !['==', '!=', 'in', '<', '>', '<=', '>='].includes(op)) return perhaps
  if (isRecord(left['payload'])) return payloadMatch(left['payload'], op, values)
  if (!['==', '!=', 'in'].includes(op)) return perhaps
  if (isRecord(left['meta'])) return metaMatch(String(left['meta']['key']), values, negated)
  if (isRecord(left['ct'])) return trackingMatch(String(left['ct']['key']), values, negated)
  if (isRecord(left['fib'])) return routeMatch(left['fib'], values, negated)
  if (isRecord(left['tcp option'])) return optionMatch(left['tcp option'], values, negated)
  if (Array.isArray(left['&'])) return flagsMatch(left['&'], values, negated)
  return perhaps
}

const otherProtocols = ['udp', 'udplite', 'icmp', 'icmpv6', 'sctp', 'dccp', 'esp', 'ah', 'igmp', 'gre']

function payloadMatch(payload: Record<string, unknown>, op: string, values: readonly unknown[]): Match {
  const { protocol, field } = payload
  const negated = op === '!='
  if (typeof protocol !== 'string') return perhaps
  if (otherProtocols.includes(protocol)) return always('no')
  if (protocol === 'tcp' || protocol === 'th') {
    if (field === 'dport' || field === 'sport') return portsMatch(field, op, values)
    if (field === 'flags' && op !== '!=') return always(truthOf(values.includes('syn')))
    return perhaps
  }
  if (protocol !== 'ip' && protocol !== 'ip6') return perhaps
  const family = familyMatch(protocol === 'ip' ? 4 : 6)
  return both(family, networkMatch(field, values, negated))
}

function networkMatch(field: unknown, values: readonly unknown[], negated: boolean): Match {
  if (field === 'saddr' || field === 'daddr') {
    const ranges = addressRanges(values)
    return ranges === undefined ? listMatch(field, negated) : addressMatch(sideOf(field), ranges, negated)
  }
  const protocols = field === 'protocol' || field === 'nexthdr' ? names(values) : undefined
  return protocols === undefined ? perhaps : protocolMatch(protocols, negated)
}

/** Addresses that could not be read are still a list of certain ones. */
function listMatch(field: 'saddr' | 'daddr', negated: boolean): Match {
  const truth: Truth = negated ? 'most' : 'some'
  return {
    about: 'address',
    truth: ({ direction }) => ((field === 'saddr') === (direction === 'in') ? truth : 'perhaps'),
  }
}

function sideOf(field: 'saddr' | 'daddr') {
  return field === 'saddr' ? 'source' : 'destination'
}

function portsMatch(field: 'dport' | 'sport', op: string, values: readonly unknown[]): Match {
  const side = field === 'dport' ? 'destination' : 'source'
  const ranges = portRanges(values)
  if (ranges === undefined) return { ...perhaps, about: 'port' }
  const [first] = ranges
  const compared: Readonly<Record<string, PortRange>> =
    first === undefined
      ? {}
      : { '<': [0, first[0] - 1], '<=': [0, first[0]], '>': [first[0] + 1, 65_535], '>=': [first[0], 65_535] }
  const range = compared[op]
  return portMatch(side, range === undefined ? ranges : [range], op === '!=')
}

function metaMatch(key: string, values: readonly unknown[], negated: boolean): Match {
  const texts = names(values)
  if (texts === undefined) return perhaps
  switch (key) {
    case 'l4proto':
      return protocolMatch(texts, negated)
    case 'nfproto':
    case 'protocol': {
      const families = texts.map((text) => ({ ipv4: 4, ip: 4, ipv6: 6, ip6: 6 })[text])
      const truth = (family: 4 | 6) => truthOf(families.includes(family) !== negated)
      return { about: 'other', truth: ({ family }) => truth(family) }
    }
    case 'iif':
    case 'iifname':
      return interfaceMatch('in', texts, negated)
    case 'oif':
    case 'oifname':
      return interfaceMatch('out', texts, negated)
    case 'pkttype': {
      const isHost = texts.some((text) => text === 'host' || text === 'unicast')
      return always(truthOf(isHost !== negated))
    }
    default:
      return perhaps
  }
}

function trackingMatch(key: string, values: readonly unknown[], negated: boolean): Match {
  const texts = names(values)
  if (texts === undefined) return perhaps
  if (key === 'state') return stateMatch(texts, negated)
  if (key === 'direction') return always(truthOf(texts.includes('original') !== negated))
  // Only what a DNAT rule led here has it, and such a rule is looked at by itself.
  if (key === 'status')
    return texts.every((text) => ['dnat', 'snat', 'assured', 'seen-reply'].includes(text))
      ? always(truthOf(negated))
      : perhaps
  return perhaps
}

/** `fib saddr … oif missing` (reverse path) and `fib daddr type local`. */
function routeMatch(fib: Record<string, unknown>, values: readonly unknown[], negated: boolean): Match {
  const flags = Array.isArray(fib['flags']) ? fib['flags'] : [fib['flags']]
  const [value] = values
  if (fib['result'] === 'type' && flags.includes('daddr')) {
    return {
      about: 'other',
      truth: ({ direction }) =>
        direction === 'out' ? 'perhaps' : truthOf(values.includes('local') !== negated),
    }
  }
  if (flags.includes('saddr') && typeof value === 'boolean') return always(truthOf(value !== negated))
  return perhaps
}

/** `tcp option maxseg size`: that of an ordinary client. */
function optionMatch(option: Record<string, unknown>, values: readonly unknown[], negated: boolean): Match {
  const ranges = option['name'] === 'maxseg' && option['field'] === 'size' ? portRanges(values) : undefined
  if (ranges === undefined) return perhaps
  const isUsual = ranges.some(([first, last]) => first <= usualSegment && usualSegment <= last)
  return always(truthOf(isUsual !== negated))
}

/** `tcp flags & (fin|syn|rst|ack) == syn`: a first packet carries SYN alone. */
function flagsMatch(operands: readonly unknown[], values: readonly unknown[], negated: boolean): Match {
  const [left, mask] = operands
  const isFlags = isRecord(left) && isRecord(left['payload']) && left['payload']['field'] === 'flags'
  if (!isFlags) return perhaps
  const masked = (Array.isArray(mask) ? mask : [mask]).includes('syn') ? ['syn'] : []
  const wanted = values.filter((value) => value !== 0)
  const equal = masked.length === wanted.length && masked.every((flag) => wanted.includes(flag))
  return always(truthOf(equal !== negated))
}

function both(left: Match, right: Match): Match {
  return { about: right.about, truth: (packet) => every([left.truth(packet), right.truth(packet)]) }
}

/** A statement that stops the rule beyond, or below, a rate or a number (`limit`, `ct count`, `quota`). */
export function rateTruth(statement: unknown): Truth {
  const over = isRecord(statement) && statement['inv'] === true
  return over ? not('yes') : 'yes'
}
