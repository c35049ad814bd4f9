import { known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { lookUp } from './look-up.ts'
import { resolutionHere } from './resolution-here.ts'
import { resolvers } from './resolvers.ts'

/** As many of the own domains are asked for before a resolver that denies the root is not believed. */
const domainsTried = 3

/**
 * That this host can ask the DNS at all. Every fact from the DNS needs it: with a dead resolver, or one
 * that denies the whole world, all of them are unknown for this one reason, at once and without waiting
 * for a time-out each.
 */
export const nameResolution = fact({
  id: 'dns.name-resolution',
  summary: 'Whether at least one resolver of this host answers and knows the world.',
  fromOutside: resolutionHere,
  needs: { all: resolvers },
  optional: { domains: ownDomains },
  async collect(world, { all, domains }): Promise<Fact<true>> {
    if (all.status === 'absent') return all
    const [first] = all.value
    const alive = all.value.filter(({ answers }) => answers)
    const [believed = alive[0]] = alive.filter(({ knowsRoot }) => knowsRoot)
    if (believed?.knowsRoot) return known(true, ...believed.evidence)
    if (believed !== undefined) {
      const own = domains.status === 'known' ? domains.value.slice(0, domainsTried) : []
      if (await knowsAny(world, own)) return known(true, ...believed.evidence)
      return unknown(
        'refused',
        `the resolver ${believed.address} knows no root servers: what it denies may well exist`,
        'let this host ask a resolver that knows the whole DNS, such as Unbound on the host itself',
      )
    }
    const code = first?.because?.code ?? 'unreachable'
    // What cannot be looked at here (a capture without it) is another matter than a dead resolver.
    const text = code === 'not-recorded' ? (first?.because?.text ?? '') : 'no resolver of this host answers'
    return unknown(code, text, 'repair the name resolution of this host first (dns-local-resolver-down)')
  },
})

async function knowsAny(world: World, domains: readonly string[]): Promise<boolean> {
  const asked = domains.flatMap((name) =>
    (['SOA', 'MX'] as const).map((type) => lookUp(world, { name, type })),
  )
  return (await Promise.all(asked)).some(({ status }) => status === 'known')
}
