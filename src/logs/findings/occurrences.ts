import type { Evidence } from '../../access/answer.ts'
import type { Occurrences } from '../mail-log.ts'
import { detach, keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { limits } from './limits.ts'

/** Counts like events and keeps the first and the last of them as evidence. */
export class Counter implements Occurrences {
  count = 0
  firstAt: number
  lastAt: number
  example: Evidence
  lastExample: Evidence
  #exampleAt: number

  constructor(entry: Entry) {
    this.firstAt = entry.at
    this.lastAt = entry.at
    this.example = entry.evidence()
    this.lastExample = this.example
    this.#exampleAt = entry.at
  }

  add(entry: Entry): void {
    this.count += entry.weight
    entry.countedBy(this)
    if (entry.at < this.firstAt) this.firstAt = entry.at
    if (entry.at < this.lastAt) return
    this.lastAt = entry.at
    // Copying each line of a flood would cost more than reading it: one a second is enough.
    if (entry.at - this.#exampleAt < 1_000) return
    this.#exampleAt = entry.at
    this.lastExample = entry.evidence()
  }

  /** The line was written again, and syslog said so on a line of its own. */
  addAgain(times: number, at: number): void {
    this.count += times
    this.lastAt = Math.max(this.lastAt, at)
  }

  occurrences(): Occurrences {
    const { count, firstAt, lastAt, example, lastExample } = this
    return { count, firstAt, lastAt, example, lastExample }
  }
}

/** Groups by key, at most `limits.groups`; what comes after that falls into one last group. */
export class Groups<G> {
  readonly #groups = new Map<string, G>()
  readonly #limit: number

  constructor(limit: number = limits.groups) {
    this.#limit = limit
  }

  get(key: string, make: () => G): G {
    const found = this.#groups.get(key)
    if (found !== undefined) return found
    const full = this.#groups.size >= this.#limit
    const slot = full ? 'everything else' : detach(key)
    const overflow = full ? this.#groups.get(slot) : undefined
    if (overflow !== undefined) return overflow
    const made = make()
    this.#groups.set(slot, made)
    return made
  }

  peek(key: string): G | undefined {
    return this.#groups.get(key)
  }

  values(): readonly G[] {
    return [...this.#groups.values()]
  }

  get size(): number {
    return this.#groups.size
  }
}

/** A set that stops growing; `total` goes on counting additions that were new as far as it knows. */
export class BoundedSet {
  readonly #values = new Set<string>()
  readonly #limit: number
  dropped = 0

  constructor(limit: number = limits.listEntries) {
    this.#limit = limit
  }

  add(value: string): void {
    if (value === '' || this.#values.has(value)) return
    if (this.#values.size >= this.#limit) this.dropped++
    else this.#values.add(detach(value))
  }

  values(): readonly string[] {
    return [...this.#values].map((value) => keep(value))
  }

  get size(): number {
    return this.#values.size
  }
}

/** How often each name occurred, at most `limit` names. */
export class Tally {
  readonly #counts = new Map<string, { count: number; lastAt: number }>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  add(name: string, at: number, weight = 1): void {
    const found = this.#counts.get(name)
    if (found !== undefined) {
      found.count += weight
      found.lastAt = Math.max(found.lastAt, at)
    } else if (this.#counts.size < this.#limit) {
      this.#counts.set(detach(name), { count: weight, lastAt: at })
    }
  }

  /** Most frequent first, ties by name. */
  entries(): readonly { readonly name: string; readonly count: number; readonly lastAt: number }[] {
    return [...this.#counts]
      .map(([name, { count, lastAt }]) => ({ name: keep(name), count, lastAt }))
      .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  }

  lastAt(name: string): number | undefined {
    return this.#counts.get(name)?.lastAt
  }
}
