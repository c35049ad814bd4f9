import { decode, mix } from './bytes.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'
import { textHash } from './text-hash.ts'

/**
 * Numbers for addresses and users, found by their bytes: no string for an address that was seen before.
 * Domains are folded to lower case, local parts are kept. 0 is "no name", or one too many.
 */
export class Names {
  /** Where its area lies in the engine's memory. */
  readonly at: number
  readonly #head: Int32Array
  readonly #starts: Int32Array
  readonly #hashes: Int32Array
  readonly #counts: Int32Array
  readonly #table: Int32Array
  readonly #arena: Buffer

  /** `at`: of its area; `most`: different names that are held. The pass (assembly/names.ts) adds to the same. */
  constructor(memory: EngineMemory, at: number, most: number = layout.mostNames) {
    const length = layout.mostNames + 16
    this.at = at
    this.#head = memory.integers(at, 16)
    this.#starts = memory.integers(at + layout.namesStarts, length)
    this.#hashes = memory.integers(at + layout.namesHashes, length)
    this.#counts = memory.integers(at + layout.namesCounts, length)
    this.#table = memory.integers(at + layout.namesTable, layout.nameSlots)
    this.#arena = memory.bytes(at + layout.namesArena, layout.mostNameBytes)
    this.#head.set([0, 0, layout.firstNameSlots - 1, 0, Math.min(most, layout.mostNames)])
  }

  get size(): number {
    return this.#head[0] as number
  }

  get #arenaEnd(): number {
    return this.#head[1] as number
  }

  get #mask(): number {
    return this.#head[2] as number
  }

  /** Names that found no place in the table. */
  get overflow(): number {
    return this.#head[3] as number
  }

  /** Domains in upper case, which are rare, are folded and looked up again. */
  id(bytes: Buffer, start: number, end: number, isFolded = false): number {
    if (end <= start) return 0
    const text = textHash(bytes, start, end)
    if ((text & 1) === 1 && !isFolded && hasCapitalDomain(bytes, start, end))
      return this.#folded(bytes, start, end)
    const hash = mix(text)
    const mask = this.#mask
    let place = hash & mask
    for (let id = this.#table[place] as number; id > 0; id = this.#table[place] as number) {
      if (this.#hashes[id] === hash && this.#same(id, bytes, start, end)) return id
      place = (place + 1) & mask
    }
    return this.#insert(place, hash, bytes, start, end)
  }

  #folded(bytes: Buffer, start: number, end: number): number {
    const at = bytes.lastIndexOf(64, end - 1)
    const copy = Buffer.from(bytes.subarray(start, end))
    for (let i = at - start; i < copy.length; i++) copy[i] = lower(copy[i] ?? 0)
    return this.id(copy, 0, copy.length, true)
  }

  count(id: number, amount: number): void {
    this.#counts[id] = (this.#counts[id] ?? 0) + amount
  }

  /** The name of a number, Latin-1; '' for 0. */
  name(id: number): string {
    if (id <= 0 || id > this.size) return ''
    return this.#arena.toString('latin1', this.#starts[id] ?? 0, this.#endOf(id))
  }

  /** The first names that were numbered, from 1 on. */
  first(most: number): string[] {
    const length = Math.min(most, this.size)
    return Array.from({ length }, (_, index) =>
      decode(this.#arena, this.#starts[index + 1] ?? 0, this.#endOf(index + 1)),
    )
  }

  /** The names that were counted most, ties by name; only these are decoded. */
  largest(top: number): CountedName[] {
    // Those that tie with the last one must be told apart by their names.
    const least = this.#leastOf(top)
    let found: CountedName[] = []
    let last: CountedName | undefined
    for (let id = 1; id <= this.size; id++) {
      const count = this.#counts[id] as number
      if (count < least || (last !== undefined && count === last.count && this.#isBehind(id, last.id)))
        continue
      found.push({ id, name: decode(this.#arena, this.#starts[id] ?? 0, this.#endOf(id)), count })
      if (found.length < 4 * top + 100) continue
      // A log may invent names that all tie: they are not held at once, and few of them are decoded.
      found = found.sort(byCount).slice(0, top)
      last = found.at(-1)
    }
    return found.sort(byCount).slice(0, top)
  }

  /** Whether a name comes after another one in the order of their bytes. */
  #isBehind(id: number, other: number): boolean {
    const [start, end] = [this.#starts[id] as number, this.#endOf(id)]
    const [otherStart, otherEnd] = [this.#starts[other] as number, this.#endOf(other)]
    const length = Math.min(end - start, otherEnd - otherStart)
    for (let i = 0; i < length; i++) {
      const [byte, otherByte] = [this.#arena[start + i] as number, this.#arena[otherStart + i] as number]
      if (byte !== otherByte) return byte > otherByte
    }
    return end - start > otherEnd - otherStart
  }

  /** The count of the last one of the `top` largest; most names have small ones. */
  #leastOf(top: number): number {
    const few = new Int32Array(256)
    const many: number[] = []
    for (let id = 1; id <= this.size; id++) {
      const count = this.#counts[id] as number
      if (count > 255) many.push(count)
      else if (count > 0) few[count] = (few[count] as number) + 1
    }
    if (many.length >= top) return many.sort((a, b) => b - a)[top - 1] ?? 1
    let left = top - many.length
    for (let count = 255; count > 0; count--) {
      left -= few[count] as number
      if (left <= 0) return count
    }
    return 1
  }

  /** How many names were counted at least once. */
  get different(): number {
    let different = 0
    for (let id = 1; id <= this.size; id++) if ((this.#counts[id] as number) > 0) different++
    return different
  }

  /** Adds what was counted for addresses to their domains in `sums`; an address without `@` is in none. */
  addDomains(sums: Names): void {
    for (let id = 1; id <= this.size; id++) {
      const count = this.#counts[id] as number
      if (count <= 0) continue
      const [start, end] = [this.#starts[id] as number, this.#endOf(id)]
      let at = end - 1
      while (at >= start && this.#arena[at] !== 64) at--
      const isNone = at < start || at + 1 >= end
      sums.count(isNone ? sums.id(noDomain, 0, noDomain.length) : sums.id(this.#arena, at + 1, end), count)
    }
  }

  /** Holds nothing any more, and has slots for `names`. */
  clear(names: number): void {
    this.#table.fill(0, 0, this.#mask + 1)
    this.#counts.fill(0, 0, this.size + 1)
    this.#head.set([0, 0, Math.max(layout.firstNameSlots, slotsFor(names)) - 1, 0])
  }

  #endOf(id: number): number {
    return id === this.size ? this.#arenaEnd : (this.#starts[id + 1] ?? 0)
  }

  #same(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[id] ?? 0
    if (this.#endOf(id) - from !== end - start) return false
    const arena = this.#arena
    const shift = from - start
    for (let i = start; i < end; i++) if (arena[i + shift] !== bytes[i]) return false
    return true
  }

  #insert(place: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const arenaEnd = this.#arenaEnd
    const [size, most] = [this.size, this.#head[4] as number]
    if (size >= most || arenaEnd + end - start > layout.mostNameBytes) {
      this.#head[3] = this.overflow + 1
      return 0
    }
    const id = size + 1
    this.#starts[id] = arenaEnd
    this.#hashes[id] = hash
    for (let i = start; i < end; i++) this.#arena[arenaEnd + i - start] = bytes[i] ?? 0
    this.#head[0] = id
    this.#head[1] = arenaEnd + end - start
    this.#table[place] = id
    if (id * 2 > this.#mask) this.#spread()
    return id
  }

  /** Four times the slots, from the same place on; each name finds its own again. */
  #spread(): void {
    const mask = Math.min(this.#mask * 4 + 3, layout.nameSlots - 1)
    this.#head[2] = mask
    this.#table.fill(0, 0, mask + 1)
    for (let id = 1; id <= this.size; id++) {
      let place = (this.#hashes[id] ?? 0) & mask
      while (this.#table[place] !== 0) place = (place + 1) & mask
      this.#table[place] = id
    }
  }
}

interface CountedName {
  readonly id: number
  readonly name: string
  readonly count: number
}

function byCount(a: CountedName, b: CountedName): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1)
}

const noDomain = Buffer.from('(none)')

function slotsFor(names: number): number {
  return Math.min(2 ** Math.ceil(Math.log2(2 * names + 2)), layout.nameSlots)
}

/** Whether A–Z stand behind the first `@`. */
function hasCapitalDomain(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end && bytes[at] !== 64) at++
  for (; at < end; at++) if ((bytes[at] as number) > 64 && (bytes[at] as number) < 91) return true
  return false
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}
