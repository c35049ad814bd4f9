import { known, unknown } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { resolutionHere } from './resolution-here.ts'
import { resolvers } from './resolvers.ts'

/**
 * That this host can ask the DNS at all. Every fact from the DNS needs it: with a dead resolver, all of
 * them are unknown for this one reason, at once and without waiting for a time-out each.
 */
export const nameResolution = fact({
  id: 'dns.name-resolution',
  summary: 'Whether at least one resolver of this host answers.',
  fromOutside: resolutionHere,
  needs: { all: resolvers },
  collect: (_world, { all }): Fact<true> => {
    if (all.status === 'absent') return all
    const [first] = all.value
    const alive = all.value.find(({ answers }) => answers)
    if (alive !== undefined) return known(true, ...alive.evidence)
    const code = first?.because?.code ?? 'unreachable'
    // What cannot be looked at here (a capture without it) is another matter than a dead resolver.
    const text = code === 'not-recorded' ? (first?.because?.text ?? '') : 'no resolver of this host answers'
    return unknown(code, text, 'repair the name resolution of this host first (dns-local-resolver-down)')
  },
})
