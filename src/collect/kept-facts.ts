import type { Fact } from './fact.ts'

/**
 * Facts that outlive one run, for a watch that looks again and again: what was dear to find out is asked
 * again less often, so that a watch costs little, and strangers' servers are not asked all the time. So is what
 * DNS alone says: resolvers keep it for as long.
 */
export class KeptFacts {
  readonly #facts = new Map<string, KeptFact>()

  /** A fact that is still fresh. `at`: milliseconds, of any steady clock. */
  fresh(key: string, at: number): Fact<unknown> | undefined {
    const kept = this.#facts.get(key)
    return kept !== undefined && at < kept.until ? kept.fact : undefined
  }

  /** `cost`: milliseconds that it took to find out. */
  keep(key: string, fact: Fact<unknown>, cost: number, at: number): void {
    const duration = Math.max(isFromDns(fact) ? untilDnsMoves(key) : 0, cost < cheap ? 0 : cost * share)
    if (duration === 0) this.#facts.delete(key)
    else this.#facts.set(key, { fact, until: at + Math.min(duration, longest) })
  }

  /** All is asked anew. */
  clear(): void {
    this.#facts.clear()
  }

  /** These are asked anew: all whose id is among them, whatever they are about. */
  forget(ids: ReadonlySet<string>): void {
    for (const key of this.#facts.keys()) if (ids.has(key.split(' ')[0] ?? '')) this.#facts.delete(key)
  }
}

interface KeptFact {
  readonly fact: Fact<unknown>
  readonly until: number
}

/** Milliseconds: what costs less is not worth keeping. */
const cheap = 3
/** Asked so often that it takes at most one part in so many of the time. */
const share = 150
const longest = 5 * 60_000

/** Milliseconds: zones are rarely kept for less by the resolvers that ask for them. */
const shortestOfDns = 2 * 60_000
const spreadOfDns = 2 * 60_000

function isFromDns(fact: Fact<unknown>): boolean {
  return (
    fact.status !== 'unknown' && fact.evidence.length > 0 && fact.evidence.every(({ kind }) => kind === 'dns')
  )
}

/** By its key each fact comes at another time: one look does not ask for all of them at once. */
function untilDnsMoves(key: string): number {
  let mixed = 0
  for (let index = 0; index < key.length; index++) mixed = (mixed * 31 + key.charCodeAt(index)) % 9_973
  return shortestOfDns + (spreadOfDns * mixed) / 9_973
}
