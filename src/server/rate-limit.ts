import type { Clock } from '../access/clock.ts'

/** A bucket of calls: so many at once, refilled at so many a second. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

const mostCallers = 10_000

/** How often one caller may call. A page opens with a dozen calls; nobody reads a hundred answers a second. */
export class RateLimit {
  readonly #clock: Clock
  readonly #rate: Rate
  readonly #buckets = new Map<string, { readonly left: number; readonly at: number }>()

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock
    this.#rate = rate
  }

  /** Takes one call; false: too many. Of too many callers the longest silent are forgotten. */
  take(caller: string): boolean {
    const { burst, perSecond } = this.#rate
    const now = this.#clock.now()
    const before = this.#buckets.get(caller) ?? { left: burst, at: now }
    // A clock that was set back refills nothing, and does not empty either.
    const refilled = before.left + (Math.max(0, now - before.at) / 1_000) * perSecond
    const left = Math.min(burst, refilled) - 1
    this.#buckets.delete(caller)
    this.#buckets.set(caller, { left: Math.max(0, left), at: now })
    const oldest = this.#buckets.keys().next()
    if (this.#buckets.size > mostCallers && !oldest.done) this.#buckets.delete(oldest.value)
    return left >= 0
  }
}
