import type { Fact } from './fact.ts'

/**
 * Facts that outlive one run, for a watch that looks again and again: what was dear to find out is asked
 * again less often, so that a watch costs little, and strangers' servers are not asked all the time.
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
    if (cost < cheap) this.#facts.delete(key)
    else this.#facts.set(key, { fact, until: at + Math.min(cost * share, longest) })
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
