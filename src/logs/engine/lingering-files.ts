import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'
import { type QueueFiles, state } from './queue-files.ts'

const { lingering } = layout
/** Only lingers because other queue files of its message are open. */
export const spent = 4096
export const released = 8192

/**
 * Queue files that left the queue: the latest of them are remembered, for lines of two processes may be swapped,
 * and those whose message is still elsewhere in the queue.
 */
export class LingeringFiles {
  readonly #files: QueueFiles
  readonly #closed: Int32Array
  readonly #cells: Int32Array

  constructor(files: QueueFiles, memory: EngineMemory) {
    this.#files = files
    this.#closed = memory.integers(layout.closedRingAt, lingering)
    this.#cells = memory.integers(0, layout.cellCount)
  }

  /** Its row is given back when nothing can refer to it any more. */
  close(row: number): void {
    if (this.#is(row, state.closed)) return
    this.#set(row, state.closed)
    const count = this.#cells[layout.closedCell] as number
    const place = count & (lingering - 1)
    // Until the ring is full its places hold nothing.
    const isFull = place !== count
    if (isFull) this.#finish(this.#closed[place] ?? 0)
    this.#closed[place] = row
    this.#cells[layout.closedCell] = isFull && place === lingering - 1 ? lingering : count + 1
  }

  /** An open queue file is forgotten at once. */
  drop(row: number): void {
    this.#set(row, state.closed)
    this.#finish(row)
  }

  #finish(row: number): void {
    if (!this.#is(row, state.detached)) this.#files.detach(row)
    this.#set(row, state.detached | spent)
    this.#releaseIfUnused(row)
  }

  #releaseIfUnused(row: number): void {
    if (!this.#is(row, spent) || (this.#files.followers[row] ?? 0) > 0) return
    const first = this.#files.firsts[row] ?? row
    this.#files.states[row] = released
    this.#files.release(row)
    if (first === row) return
    this.#files.followers[first] = (this.#files.followers[first] ?? 0) - 1
    this.#releaseIfUnused(first)
  }

  #is(row: number, bit: number): boolean {
    return ((this.#files.states[row] ?? 0) & bit) !== 0
  }

  #set(row: number, bits: number): void {
    this.#files.states[row] = (this.#files.states[row] ?? 0) | bits
  }
}
