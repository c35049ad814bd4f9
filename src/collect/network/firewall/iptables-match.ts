import { parseIpAddress } from '../../dns/ip-address.ts'
import type { RuleOption } from './iptables-options.ts'
import {
  type AddressRange,
  addressMatch,
  always,
  interfaceMatch,
  type PortRange,
  perhaps,
  portMatch,
  portNumber,
  protocolMatch,
  stateMatch,
  usualSegment,
} from './matches.ts'
import type { Match } from './rules.ts'
import { truthOf } from './truth.ts'

/**
 * Options that say nothing of their own: parameters of the match before them, or of rates, which an
 * ordinary new connection keeps to.
 */
const silent = new Set([
  '-m',
  '--match',
  '--comment',
  '-A',
  '--limit',
  '--limit-burst',
  '--set',
  '--name',
  '--rsource',
  '--rdest',
  '--mask',
  '--seconds',
  '--hitcount',
  '--reap',
  '--rttl',
  '--remove',
  '--hashlimit-upto',
  '--hashlimit',
  '--hashlimit-burst',
  '--hashlimit-mode',
  '--hashlimit-name',
  '--hashlimit-htable-expire',
  '--hashlimit-htable-size',
  '--hashlimit-htable-max',
  '--hashlimit-htable-gcinterval',
  '--hashlimit-srcmask',
  '--hashlimit-dstmask',
  '--connlimit-upto',
  '--connlimit-mask',
  '--connlimit-saddr',
  '--connlimit-daddr',
  '--return-nomatch',
  '--update-counters',
  '--update-subcounters',
]) // prettier-ignore

/** Only hit by clients that are too fast or too many. */
const beyondRate = new Set(['--update', '--rcheck', '--connlimit-above', '--hashlimit-above'])

/** One option of a rule (iptables-extensions(8)) as a match; undefined: it matches nothing by itself. */
export function matchOfOption(option: RuleOption): Match | undefined {
  const { name, values, negated } = option
  const [value = '', second = ''] = values
  if (silent.has(name)) return undefined
  if (beyondRate.has(name)) return always(truthOf(negated))
  switch (name) {
    case '-p':
    case '--protocol':
      return protocolMatch([value], negated)
    case '-i':
    case '--in-interface':
      return interfaceMatch('in', [value], negated)
    case '-o':
    case '--out-interface':
      return interfaceMatch('out', [value], negated)
    case '-s':
    case '-d': {
      const ranges = networksOf(value)
      return ranges === undefined
        ? perhaps
        : addressMatch(name === '-s' ? 'source' : 'destination', ranges, negated)
    }
    case '--src-range':
    case '--dst-range': {
      const [first = '', last = ''] = value.split('-')
      return addressMatch(name === '--src-range' ? 'source' : 'destination', [{ first, last }], negated)
    }
    case '--dport':
    case '--dports':
      return portsMatch('destination', value, negated)
    case '--sport':
    case '--sports':
      return portsMatch('source', value, negated)
    case '--ctstate':
    case '--state':
      return stateMatch(value.split(','), negated)
    case '--syn':
      return always(truthOf(!negated))
    case '--tcp-flags':
      return flagsMatch(value, second, negated)
    case '--dst-type':
      return localMatch(value, negated)
    case '--match-set':
      return setMatch(second, negated)
    case '--source-country':
    case '--src-cc':
      return always(negated ? 'most' : 'some')
    case '--mss':
      return sizeMatch(value, negated)
    case '--icmp-type':
    case '--icmpv6-type':
    // Extension headers, which ordinary connections do not have.
    case '--rt-type':
    case '--rt-segsleft':
    case '--fragid':
      return always('no')
    default:
      return perhaps
  }
}

function networksOf(text: string): readonly AddressRange[] | undefined {
  const ranges = text.split(',').map((part): AddressRange | undefined => {
    const [first = '', length] = part.split('/')
    if (parseIpAddress(first) === undefined) return undefined
    if (length === undefined) return { first }
    return /^\d{1,3}$/.test(length) ? { first, bits: Number(length) } : undefined
  })
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

/** `25`, `143:995`, `25,465,587`; `:1023` and `1024:` are open ranges. */
function portsMatch(side: 'destination' | 'source', text: string, negated: boolean): Match {
  const ranges = text.split(',').map((part): PortRange | undefined => {
    const [first = '', last = first] = part.split(':')
    const from = first === '' ? 0 : portNumber(first)
    const to = last === '' ? 65_535 : portNumber(last)
    return from === undefined || to === undefined ? undefined : [from, to]
  })
  return ranges.every((range) => range !== undefined)
    ? portMatch(side, ranges, negated)
    : { ...perhaps, about: side === 'destination' ? 'port' : 'other' }
}

function sizeMatch(text: string, negated: boolean): Match {
  const [first = '', last = first] = text.split(':')
  return always(truthOf((Number(first) <= usualSegment && usualSegment <= Number(last)) !== negated))
}

/** Flags looked at, then those that must be set; a first packet has SYN alone. */
function flagsMatch(mask: string, set: string, negated: boolean): Match {
  const looked = mask.split(',')
  const seen = looked.includes('SYN') || looked.includes('ALL') ? ['SYN'] : []
  const wanted = set.split(',').filter((flag) => flag !== 'NONE')
  const equal = seen.length === wanted.length && seen.every((flag) => wanted.includes(flag))
  return always(truthOf(equal !== negated))
}

function localMatch(type: string, negated: boolean): Match {
  return {
    about: 'other',
    truth: ({ direction }) =>
      direction === 'out' ? 'perhaps' : truthOf(type.split(',').includes('LOCAL') !== negated),
  }
}

/** A set of ipset(8), whose members are not shown: certain addresses, not an arbitrary one. */
function setMatch(direction: string, negated: boolean): Match {
  const parts = direction.split(',')
  return {
    about: 'address',
    truth: (packet) => {
      const outside = packet.direction === 'in' ? 'src' : 'dst'
      if (!parts.includes(outside)) return 'perhaps'
      return negated ? 'most' : 'some'
    },
  }
}
