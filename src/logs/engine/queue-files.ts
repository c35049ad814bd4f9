import { mix } from './bytes.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'

const { idBytes, mostRows } = layout
const firstSlots = 1 << 12

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
 * and no string for any of them. A `Map` of objects took 5 times as long on 70,000 open ones. The pass
 * (assembly/queue-files.ts) works on the same rows.
 */
export class QueueFiles {
  readonly #cells: Int32Array
  readonly #table: Int32Array
  readonly #ids: Uint8Array
  readonly #lengths: Uint8Array
  readonly #hashes: Int32Array
  readonly #scopes: Int32Array
  readonly #nextFree: Int32Array
  /** Serial number of the queue file in this run: what `trace` knows it by. */
  readonly serials: Int32Array
  readonly states: Int32Array
  /** Row of the message's first queue file; its own where it is the first. */
  readonly firsts: Int32Array
  /** How many rows name this one as their first. */
  readonly followers: Int32Array
  readonly openedAt: Float64Array
  readonly hours: Int32Array
  readonly sizes: Float64Array
  readonly senders: Int32Array
  readonly users: Int32Array
  /** Hash of the client's address; `loopback` for this host. */
  readonly clients: Int32Array
  readonly messageIds: Int32Array
  /** Numbers of clients' names, and of recipients that the queue manager told. */
  readonly clientNames: Int32Array
  readonly recipients: Int32Array

  constructor(memory: EngineMemory) {
    const column = (at: number): Int32Array => memory.integers(at, mostRows)
    this.#cells = memory.integers(0, layout.cellCount)
    this.#table = memory.integers(layout.fileTableAt, layout.fileSlots)
    this.#ids = memory.bytes(layout.fileIdsAt, mostRows * idBytes)
    this.#lengths = memory.bytes(layout.fileLengthsAt, mostRows)
    this.#hashes = column(layout.fileHashesAt)
    this.#scopes = column(layout.fileScopesAt)
    this.#nextFree = column(layout.fileNextFreeAt)
    this.serials = column(layout.fileSerialsAt)
    this.states = column(layout.fileStatesAt)
    this.firsts = column(layout.fileFirstsAt)
    this.followers = column(layout.fileFollowersAt)
    this.hours = column(layout.fileHoursAt)
    this.senders = column(layout.fileSendersAt)
    this.users = column(layout.fileUsersAt)
    this.clients = column(layout.fileClientsAt)
    this.messageIds = column(layout.fileMessageIdsAt)
    this.clientNames = column(layout.fileClientNamesAt)
    this.recipients = column(layout.fileRecipientsAt)
    this.openedAt = memory.numbers(layout.fileOpenedAt, mostRows)
    this.sizes = memory.numbers(layout.fileSizesAt, mostRows)
    this.#cells[layout.freeCell] = none
    this.#cells[layout.filesMaskCell] = firstSlots - 1
  }

  get live(): number {
    return this.#cells[layout.liveCell] ?? 0
  }

  get rows(): number {
    return this.#cells[layout.usedCell] ?? 0
  }

  get #mask(): number {
    return this.#cells[layout.filesMaskCell] as number
  }

  /** Row of an ID, or −1. `hash` is that of the ID's bytes and the scope (`scoped`). */
  find(bytes: Uint8Array, start: number, length: number, scope: number, hash: number): number {
    const mask = this.#mask
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

  /** A new row, where fewer than `mostRows` live; the ID must not be in the table. IDs have at most 24 bytes. */
  insert(bytes: Uint8Array, start: number, length: number, scope: number, hash: number): number {
    const row = this.#freeRow()
    for (let i = 0; i < length; i++) this.#ids[row * idBytes + i] = bytes[start + i] ?? 0
    this.#lengths[row] = length
    this.#hashes[row] = hash
    this.#scopes[row] = scope
    this.serials[row] = this.#take(layout.openedCell, 1)
    this.states[row] = 0
    this.firsts[row] = row
    this.followers[row] = 0
    this.sizes[row] = 0
    this.senders[row] = 0
    this.users[row] = 0
    this.clients[row] = 0
    this.messageIds[row] = 0
    this.clientNames[row] = 0
    this.recipients[row] = 0
    if ((this.#take(layout.liveCell, 1) + 1) * 2 > this.#mask) this.#spread()
    this.#place(row)
    return row
  }

  #freeRow(): number {
    const free = this.#cells[layout.freeCell] as number
    if (free === none) return this.#take(layout.usedCell, 1)
    this.#cells[layout.freeCell] = this.#nextFree[free] ?? none
    return free
  }

  /** What the cell held before. */
  #take(cell: number, amount: number): number {
    const before = this.#cells[cell] as number
    this.#cells[cell] = before + amount
    return before
  }

  /** Twice the slots, from the same place on; each entry finds its own again. */
  #spread(): void {
    const old = this.#table.slice(0, this.#mask + 1)
    if (old.length * 2 > layout.fileSlots) return
    this.#cells[layout.filesMaskCell] = old.length * 2 - 1
    this.#table.fill(0, 0, old.length * 2)
    for (const entry of old) if (entry !== 0) this.#place(entry - 1)
  }

  #place(row: number): void {
    const mask = this.#mask
    let place = (this.#hashes[row] ?? 0) & mask
    while (this.#table[place] !== 0) place = (place + 1) & mask
    this.#table[place] = row + 1
  }

  /** Takes the ID out of the table; the row stays until it is released. */
  detach(row: number): void {
    const mask = this.#mask
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
    this.#nextFree[row] = this.#cells[layout.freeCell] as number
    this.#cells[layout.freeCell] = row
    this.#take(layout.liveCell, -1)
  }

  idOf(row: number): string {
    const start = row * idBytes
    return Buffer.from(this.#ids.subarray(start, start + (this.#lengths[row] ?? 0))).toString('latin1')
  }
}

/** Hash of an ID's bytes, four at a time; assembly/ has the same. */
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
