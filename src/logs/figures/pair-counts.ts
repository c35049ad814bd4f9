import { mix } from '../engine/bytes.ts'
import { type Area, ownArea } from '../engine/memory.ts'
import { firstPairSlots, pairBytes, pairsHead } from '../engine/memory-layout.ts'

const words = pairBytes / 4

/**
 * Numbers for pairs of numbers of 32 bits (a user in an hour, a reason at a destination), by open addressing
 * in typed arrays; the pass (assembly/pairs.ts) uses the same tables. Beyond the bound new pairs are left out,
 * and that is known.
 */
export class PairCounts {
  readonly #head: Int32Array
  /** Number of the pair in each slot, from 1. */
  readonly #slots: Int32Array
  /** The pairs in the order in which they came: first, second, number. */
  readonly #pairs: Int32Array

  constructor(most: number, area: Area = ownArea(pairsHead + slotsFor(most) * 4 + most * pairBytes)) {
    const slots = slotsFor(most)
    this.#head = new Int32Array(area.buffer, area.at, pairsHead / 4)
    this.#slots = new Int32Array(area.buffer, area.at + pairsHead, slots)
    this.#pairs = new Int32Array(area.buffer, area.at + pairsHead + slots * 4, most * words)
    this.#head.set([0, Math.min(firstPairSlots, slots) - 1, most, 0])
  }

  get size(): number {
    return this.#head[0] as number
  }

  get #mask(): number {
    return this.#head[1] as number
  }

  /** Amounts that found no place. */
  get overflow(): number {
    return this.#head[3] as number
  }

  add(first: number, second: number, amount: number): void {
    const at = this.#find(first, second)
    if (at >= 0) this.#pairs[at + 2] = (this.#pairs[at + 2] as number) + amount
    else if (!this.#insert(first, second, amount)) this.#head[3] = this.overflow + amount
  }

  /** 0 where the pair has none. */
  get(first: number, second: number): number {
    const at = this.#find(first, second)
    return at < 0 ? 0 : (this.#pairs[at + 2] as number)
  }

  set(first: number, second: number, value: number): void {
    const at = this.#find(first, second)
    if (at >= 0) this.#pairs[at + 2] = value
    else this.#insert(first, second, value)
  }

  clear(): void {
    this.#slots.fill(0, 0, this.#mask + 1)
    this.#head[0] = 0
  }

  #insert(first: number, second: number, value: number): boolean {
    const number = this.size
    if (number >= (this.#head[2] as number)) return false
    this.#pairs.set([first, second, value], number * words)
    this.#head[0] = number + 1
    if ((number + 1) * 2 > this.#mask + 1) this.#spread()
    else this.#place(number)
    return true
  }

  /** Four times the slots, from the same place on; each pair finds its own again. */
  #spread(): void {
    this.#head[1] = Math.min(this.#mask * 4 + 3, this.#slots.length - 1)
    this.#slots.fill(0, 0, this.#mask + 1)
    for (let number = 0; number < this.size; number++) this.#place(number)
  }

  #place(number: number): void {
    const at = number * words
    let slot = this.#slotOf(this.#pairs[at] as number, this.#pairs[at + 1] as number)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#slots[slot] = number + 1
  }

  #slotOf(first: number, second: number): number {
    return mix(Math.imul(first + 1, 0x9e3779b1) ^ second) & this.#mask
  }

  /** Where the pair lies; −1 where it is not known. */
  #find(first: number, second: number): number {
    const [one, two] = [first | 0, second | 0]
    let slot = this.#slotOf(one, two)
    for (let number = this.#slots[slot] as number; number !== 0; number = this.#slots[slot] as number) {
      const at = (number - 1) * words
      if (this.#pairs[at] === one && this.#pairs[at + 1] === two) return at
      slot = (slot + 1) & this.#mask
    }
    return -1
  }

  /** Pairs that were counted at least once. */
  *entries(): Generator<{ first: number; second: number; count: number }> {
    for (let at = 0; at < this.size * words; at += words) {
      const count = this.#pairs[at + 2] as number
      if (count > 0) yield { first: this.#pairs[at] as number, second: this.#pairs[at + 1] as number, count }
    }
  }
}

/** At most half of the slots are taken. */
function slotsFor(most: number): number {
  return 2 ** Math.ceil(Math.log2(2 * most))
}
