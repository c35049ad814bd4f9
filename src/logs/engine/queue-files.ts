import { mix } from './bytes.ts'

/** Longest queue ID that is kept whole: Exim's have 23 characters. */
const idBytes = 24
const firstCapacity = 1 << 11

export const none = -1

/** What is known about a queue file, as bits. */
export const state = {
  /** Its first line, with a client or a user, is in this log. */
  arrived: 1,
  /** It reached the queue. */
  active: 2,
  /** Counted as received. */
  received: 4,
  /** `removed`, `Completed`, or refused. */
  closed: 8,
  /** Not reachable by its ID any more: the ID was used again. */
  detached: 16,
  /** Picked up from sendmail(1). */
  local: 32,
  // Of the whole message, kept at its first file:
  deferred: 64,
  expired: 128,
  held: 256,
  discarded: 512,
  /** A probe of verify(8): counts nowhere. */
  probe: 1024,
  /** It entered from a filter on this host, or under a new name: not handed in. */
  reentered: 2048,
} as const

/**
 * Queue files as rows of typed arrays, found by host, instance and ID through open addressing: no object
 * and no string for any of them. A `Map` of objects took 5 times as long on 70,000 open ones.
 */
export class QueueFiles {
  #capacity = firstCapacity
  #table = new Int32Array(firstCapacity * 2)
  #ids = new Uint8Array(firstCapacity * idBytes)
  #lengths = new Uint8Array(firstCapacity)
  #hashes = new Int32Array(firstCapacity)
  #scopes = new Int32Array(firstCapacity)
  #nextFree = new Int32Array(firstCapacity)
  /** Serial number of the queue file in this run: what `trace` knows it by. */
  serials = new Float64Array(firstCapacity)
  states = new Int32Array(firstCapacity)
  /** Row of the message's first queue file; its own where it is the first. */
  firsts = new Int32Array(firstCapacity)
  /** How many rows name this one as their first. */
  followers = new Int32Array(firstCapacity)
  openedAt = new Float64Array(firstCapacity)
  hours = new Int32Array(firstCapacity)
  sizes = new Float64Array(firstCapacity)
  senders = new Int32Array(firstCapacity)
  users = new Int32Array(firstCapacity)
  /** Hash of the client's address; `loopback` for this host. */
  clients = new Int32Array(firstCapacity)
  messageIds = new Int32Array(firstCapacity)
  #free = none
  #used = 0
  #live = 0
  #opened = 0

  constructor() {
    // V8 takes a field that was set once for a constant: growing later would throw compiled code away.
    this.#grow()
  }

  get live(): number {
    return this.#live
  }

  get rows(): number {
    return this.#used
  }

  /** Row of an ID, or −1. `hash` is that of the ID's bytes and the scope (`scoped`). */
  find(bytes: Uint8Array, start: number, length: number, scope: number, hash: number): number {
    const mask = this.#table.length - 1
    let place = hash & mask
    for (let entry = this.#table[place] ?? 0; entry !== 0; entry = this.#table[place] ?? 0) {
      const row = entry - 1
      if (this.#hashes[row] === hash && this.#same(row, bytes, start, length, scope)) return row
      place = (place + 1) & mask
    }
    return none
  }

  #same(row: number, bytes: Uint8Array, start: number, length: number, scope: number): boolean {
    if (this.#lengths[row] !== length || this.#scopes[row] !== scope) return false
    const own = row * idBytes
    for (let i = 0; i < length; i++) if (this.#ids[own + i] !== bytes[start + i]) return false
    return true
  }

  /** A new row; the ID must not be in the table. IDs are at most 24 bytes long. */
  insert(bytes: Uint8Array, start: number, length: number, scope: number, hash: number): number {
    if (this.#free === none && this.#used === this.#capacity) this.#grow()
    const row = this.#free === none ? this.#used++ : this.#free
    if (row === this.#free) this.#free = this.#nextFree[row] ?? none
    for (let i = 0; i < length; i++) this.#ids[row * idBytes + i] = bytes[start + i] ?? 0
    this.#lengths[row] = length
    this.#hashes[row] = hash
    this.#scopes[row] = scope
    this.serials[row] = this.#opened++
    this.states[row] = 0
    this.firsts[row] = row
    this.followers[row] = 0
    this.sizes[row] = 0
    this.senders[row] = 0
    this.users[row] = 0
    this.clients[row] = 0
    this.messageIds[row] = 0
    this.#live++
    this.#place(row)
    return row
  }

  #place(row: number): void {
    const mask = this.#table.length - 1
    let place = (this.#hashes[row] ?? 0) & mask
    while (this.#table[place] !== 0) place = (place + 1) & mask
    this.#table[place] = row + 1
  }

  /** Takes the ID out of the table; the row stays until it is released. */
  detach(row: number): void {
    const mask = this.#table.length - 1
    let place = (this.#hashes[row] ?? 0) & mask
    while (this.#table[place] !== row + 1) {
      if (this.#table[place] === 0) return
      place = (place + 1) & mask
    }
    this.#closeGap(place, mask)
  }

  /** Moves later entries of the run back (Knuth 6.4, algorithm R): no tombstones, no rehash for them. */
  #closeGap(gap: number, mask: number): void {
    let hole = gap
    let place = gap
    for (;;) {
      place = (place + 1) & mask
      const entry = this.#table[place] ?? 0
      if (entry === 0) break
      const home = (this.#hashes[entry - 1] ?? 0) & mask
      if (((place - home) & mask) < ((place - hole) & mask)) continue
      this.#table[hole] = entry
      hole = place
    }
    this.#table[hole] = 0
  }

  /** Gives a row back; its ID must be detached. */
  release(row: number): void {
    this.#nextFree[row] = this.#free
    this.#free = row
    this.#live--
  }

  #grow(): void {
    const capacity = this.#capacity * 2
    const integers = (column: Int32Array): Int32Array<ArrayBuffer> => copied(column, new Int32Array(capacity))
    const numbers = (column: Float64Array): Float64Array<ArrayBuffer> =>
      copied(column, new Float64Array(capacity))
    this.#ids = copied(this.#ids, new Uint8Array(capacity * idBytes))
    this.#lengths = copied(this.#lengths, new Uint8Array(capacity))
    this.#hashes = integers(this.#hashes)
    this.#scopes = integers(this.#scopes)
    this.#nextFree = integers(this.#nextFree)
    this.serials = numbers(this.serials)
    this.states = integers(this.states)
    this.firsts = integers(this.firsts)
    this.followers = integers(this.followers)
    this.openedAt = numbers(this.openedAt)
    this.hours = integers(this.hours)
    this.sizes = numbers(this.sizes)
    this.senders = integers(this.senders)
    this.users = integers(this.users)
    this.clients = integers(this.clients)
    this.messageIds = integers(this.messageIds)
    this.#capacity = capacity
    const old = this.#table
    this.#table = new Int32Array(capacity * 2)
    for (const entry of old) if (entry !== 0) this.#place(entry - 1)
  }

  idOf(row: number): string {
    const start = row * idBytes
    return Buffer.from(this.#ids.subarray(start, start + (this.#lengths[row] ?? 0))).toString('latin1')
  }
}

function copied<T extends Int32Array | Float64Array | Uint8Array>(
  from: Int32Array | Float64Array | Uint8Array,
  to: T,
): T {
  to.set(from)
  return to
}

/** Hash of an ID's bytes, four at a time; scan.wat has the same for IDs of 5 to 15 bytes. */
export function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = length
  const end = start + length
  for (let at = start; at < end; at += 4) {
    let word = bytes[at] ?? 0
    if (at + 1 < end) word |= (bytes[at + 1] ?? 0) << 8
    if (at + 2 < end) word |= (bytes[at + 2] ?? 0) << 16
    if (at + 3 < end) word |= (bytes[at + 3] ?? 0) << 24
    hash = Math.imul(hash ^ word, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

/** Hash of an ID within its scope, of the hash of its bytes. */
export function scoped(hash: number, scope: number): number {
  return mix(hash ^ Math.imul(scope, 0x85ebca6b))
}
