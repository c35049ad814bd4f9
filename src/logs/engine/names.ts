import { decode, mix } from './bytes.ts'

/** More different names than these are counted together: memory must not depend on what a log invents. */
const mostNames = 1_000_000

/**
 * Numbers for addresses and users, found by their bytes: no string for an address that was seen before.
 * Domains are folded to lower case, local parts are kept. 0 is "no name", or one too many.
 */
export class Names {
  #arena = Buffer.alloc(1 << 16)
  #arenaEnd = 0
  #starts = new Int32Array(1 << 10)
  #hashes = new Int32Array(1 << 10)
  #counts = new Int32Array(1 << 10)
  #table = new Int32Array(1 << 12)
  #size = 0
  /** Names that found no place in the table. */
  overflow = 0

  get size(): number {
    return this.#size
  }

  id(bytes: Buffer, start: number, end: number): number {
    if (end <= start) return 0
    let at = end - 1
    while (at > start && bytes[at] !== 64) at--
    // Without `@` the whole name is a local part.
    const domain = bytes[at] === 64 ? at : end
    let hash = 0x811c9dc5
    for (let i = start; i < domain; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
    for (let i = domain; i < end; i++) hash = Math.imul(hash ^ lower(bytes[i] ?? 0), 0x01000193)
    hash = mix(hash)
    const mask = this.#table.length - 1
    let place = hash & mask
    for (let id = this.#table[place] ?? 0; id > 0; id = this.#table[place] ?? 0) {
      if (this.#hashes[id] === hash && this.#same(id, bytes, start, end, domain)) return id
      place = (place + 1) & mask
    }
    return this.#insert(place, hash, bytes, start, end, domain)
  }

  count(id: number, amount: number): void {
    this.#counts[id] = (this.#counts[id] ?? 0) + amount
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

  #same(id: number, bytes: Uint8Array, start: number, end: number, domain: number): boolean {
    const from = this.#starts[id] ?? 0
    if (this.#endOf(id) - from !== end - start) return false
    for (let i = start; i < end; i++) {
      const byte = bytes[i] ?? 0
      if (this.#arena[from + i - start] !== (i < domain ? byte : lower(byte))) return false
    }
    return true
  }

  #insert(
    place: number,
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    domain: number,
  ): number {
    if (this.#size >= mostNames) {
      this.overflow++
      return 0
    }
    const id = ++this.#size
    if (id + 1 >= this.#starts.length) this.#growColumns()
    while (this.#arenaEnd + end - start > this.#arena.length) this.#arena = twice(this.#arena)
    this.#starts[id] = this.#arenaEnd
    this.#hashes[id] = hash
    for (let i = start; i < end; i++) {
      const byte = bytes[i] ?? 0
      this.#arena[this.#arenaEnd++] = i < domain ? byte : lower(byte)
    }
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

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}

function twice(arena: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(arena.length * 2)
  larger.set(arena)
  return larger
}
