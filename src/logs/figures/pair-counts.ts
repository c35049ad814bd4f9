import { mix } from '../engine/bytes.ts'

/**
 * Counts for pairs of small numbers (a user in an hour, a reason at a destination), by open addressing in
 * typed arrays. Beyond the bound new pairs are left out, and that is known.
 */
export class PairCounts {
  readonly #most: number
  /** Plus one: 0 marks an empty place. */
  #firsts = new Int32Array(1 << 7)
  #seconds = new Int32Array(1 << 7)
  #counts = new Int32Array(1 << 7)
  #size = 0
  /** Amounts that found no place. */
  overflow = 0

  constructor(most: number) {
    this.#most = most
    // V8 takes a field that was set once for a constant: growing later would throw compiled code away.
    this.#grow()
  }

  /** Both from 0 to 2^30. */
  add(first: number, second: number, amount: number): void {
    let place = this.#find(first + 1, second)
    if (this.#firsts[place] === 0) {
      if (this.#size >= this.#most) {
        this.overflow += amount
        return
      }
      if (++this.#size * 2 > this.#firsts.length) {
        this.#grow()
        place = this.#find(first + 1, second)
      }
      this.#firsts[place] = first + 1
      this.#seconds[place] = second
    }
    this.#counts[place] = (this.#counts[place] as number) + amount
  }

  #find(first: number, second: number): number {
    const firsts = this.#firsts
    const mask = firsts.length - 1
    let place = mix(Math.imul(first, 0x9e3779b1) ^ second) & mask
    for (let known = firsts[place]; known !== 0; known = firsts[place]) {
      if (known === first && this.#seconds[place] === second) break
      place = (place + 1) & mask
    }
    return place
  }

  #grow(): void {
    const [firsts, seconds, counts] = [this.#firsts, this.#seconds, this.#counts]
    this.#firsts = new Int32Array(firsts.length * 4)
    this.#seconds = new Int32Array(firsts.length * 4)
    this.#counts = new Int32Array(firsts.length * 4)
    for (const [at, first] of firsts.entries()) {
      if (first === 0) continue
      const place = this.#find(first, seconds[at] ?? 0)
      this.#firsts[place] = first
      this.#seconds[place] = seconds[at] ?? 0
      this.#counts[place] = counts[at] ?? 0
    }
  }

  /** Pairs that were counted at least once, in no order. */
  *entries(): Generator<{ first: number; second: number; count: number }> {
    for (const [at, first] of this.#firsts.entries()) {
      const count = this.#counts[at] ?? 0
      if (first !== 0 && count > 0) yield { first: first - 1, second: this.#seconds[at] ?? 0, count }
    }
  }
}
