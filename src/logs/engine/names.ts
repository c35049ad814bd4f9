import { decode, mix } from './bytes.ts'
import { textHash } from './text-hash.ts'

/** More different names than these are counted together: memory must not depend on what a log invents. */
const mostNames = 1_000_000
/** Of all names together: about 700,000 addresses as people have them. */
const mostBytes = 1 << 24

/**
 * Numbers for addresses and users, found by their bytes: no string for an address that was seen before.
 * Domains are folded to lower case, local parts are kept. 0 is "no name", or one too many.
 */
export class Names {
  #arena = Buffer.alloc(1 << 13)
  #arenaEnd = 0
  #starts = new Int32Array(1 << 9)
  #hashes = new Int32Array(1 << 9)
  #counts = new Int32Array(1 << 9)
  #table = new Int32Array(1 << 10)
  #size = 0
  /** Names that found no place in the table. */
  overflow = 0

  readonly #most: number

  /** `most`: different names that are held. */
  constructor(most: number = mostNames) {
    this.#most = most
    // V8 takes a field that was set once for a constant: growing later would throw compiled code away.
    this.#growColumns()
    this.#rehash()
    this.#arena = twice(this.#arena)
  }

  get size(): number {
    return this.#size
  }

  /** Domains in upper case, which are rare, are folded and looked up again. */
  id(bytes: Buffer, start: number, end: number, isFolded = false): number {
    if (end <= start) return 0
    const text = textHash(bytes, start, end)
    if ((text & 1) === 1 && !isFolded && hasCapitalDomain(bytes, start, end))
      return this.#folded(bytes, start, end)
    const hash = mix(text)
    const mask = this.#table.length - 1
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
    if (id <= 0 || id > this.#size) return ''
    return this.#arena.toString('latin1', this.#starts[id] ?? 0, this.#endOf(id))
  }

  /** The first names that were numbered, from 1 on. */
  first(most: number): string[] {
    const length = Math.min(most, this.#size)
    return Array.from({ length }, (_, index) =>
      decode(this.#arena, this.#starts[index + 1] ?? 0, this.#endOf(index + 1)),
    )
  }

  /** The names that were counted most, ties by name; only these are decoded. */
  largest(top: number): { id: number; name: string; count: number }[] {
    const counts = this.#counts.subarray(1, this.#size + 1)
    const ordered = counts.toSorted()
    // Those that tie with the last one must be told apart by their names.
    const least = Math.max(1, ordered[Math.max(0, ordered.length - top)] ?? 1)
    const found: { id: number; name: string; count: number }[] = []
    for (const [index, count] of counts.entries()) {
      if (count < least) continue
      const id = index + 1
      found.push({ id, name: decode(this.#arena, this.#starts[id] ?? 0, this.#endOf(id)), count })
    }
    return found.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, top)
  }

  /** Names counted at least once, and how often. */
  *counted(): Generator<{ name: string; count: number }> {
    for (let id = 1; id <= this.#size; id++) {
      const count = this.#counts[id] ?? 0
      if (count > 0) yield { name: decode(this.#arena, this.#starts[id] ?? 0, this.#endOf(id)), count }
    }
  }

  #endOf(id: number): number {
    return id === this.#size ? this.#arenaEnd : (this.#starts[id + 1] ?? 0)
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
    if (this.#size >= this.#most || this.#arenaEnd + end - start > mostBytes) {
      this.overflow++
      return 0
    }
    const id = ++this.#size
    if (id + 1 >= this.#starts.length) this.#growColumns()
    while (this.#arenaEnd + end - start > this.#arena.length) this.#arena = twice(this.#arena)
    this.#starts[id] = this.#arenaEnd
    this.#hashes[id] = hash
    for (let i = start; i < end; i++) this.#arena[this.#arenaEnd++] = bytes[i] ?? 0
    this.#table[place] = id
    if (id * 2 > this.#table.length) this.#rehash()
    return id
  }

  #growColumns(): void {
    const grown = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(column.length * 2)
      larger.set(column)
      return larger
    }
    this.#starts = grown(this.#starts)
    this.#hashes = grown(this.#hashes)
    this.#counts = grown(this.#counts)
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 4)
    const mask = table.length - 1
    for (let id = 1; id <= this.#size; id++) {
      let place = (this.#hashes[id] ?? 0) & mask
      while (table[place] !== 0) place = (place + 1) & mask
      table[place] = id
    }
    this.#table = table
  }
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

function twice(arena: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(arena.length * 2)
  larger.set(arena)
  return larger
}
