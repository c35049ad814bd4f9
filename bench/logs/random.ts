/** Seeded random numbers (mulberry32): the same seed gives the same log on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0]
  }

  /** Few are chosen often, many rarely: as senders and recipients are. */
  skewed(limit: number): number {
    return Math.floor(this.next() ** 3 * limit)
  }

  hexadecimal(length: number): string {
    let text = ''
    while (text.length < length) text += this.below(16).toString(16)
    return text
  }
}
