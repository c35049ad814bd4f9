import type { Delivery } from '../figures/delays.ts'
import { hourly } from './hours.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import { released } from './lingering-files.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'

const mostPending = 10_000
/** Seconds by which lines of two processes may be swapped, and a picked-up file may come late. */
const longestSwap = 10

/** A delivery that turns out to be a hand-off when the next queue file appears. */
interface Undoable {
  readonly row: number
  readonly serial: number
  readonly recipient: number
  readonly hour: number
  readonly size: number
  readonly second: number
  readonly delivery: Delivery
}

/** Deliveries that were counted and are hand-offs if a certain queue file appears soon. */
export class HandOffs {
  readonly #journeys: Journeys
  readonly #cells: Int32Array
  readonly #pending = new Map<number, Undoable[]>()

  constructor(journeys: Journeys, memory: EngineMemory) {
    this.#journeys = journeys
    this.#cells = memory.integers(0, layout.cellCount)
  }

  /** The pass asks it too: where none is awaited, it looks for none. */
  get #pendingCount(): number {
    return this.#cells[layout.pendingCell] as number
  }

  set #pendingCount(count: number) {
    this.#cells[layout.pendingCell] = count
  }

  /** A delivery was counted; if queue file `key` appears soon, it was a hand-off. */
  await(key: number, row: number, recipient: number, line: Line): void {
    if (this.#pendingCount > mostPending) {
      this.#pending.clear()
      this.#pendingCount = 0
    }
    const { files, figures } = this.#journeys
    const undo: Undoable = {
      row,
      serial: files.serials[row] ?? 0,
      recipient,
      hour: line.hour,
      size: files.sizes[row] ?? 0,
      second: line.second,
      delivery: figures.delays.last(),
    }
    const list = this.#pending.get(key)
    if (list === undefined) this.#pending.set(key, [undo])
    else list.push(undo)
    this.#pendingCount++
  }

  /** Queue file `row` is what was awaited under `key`: what was counted as delivered was handed on. */
  arrived(key: number, row: number, second: number): void {
    if (this.#pendingCount === 0) return
    const list = this.#pending.get(key)
    if (list === undefined) return
    this.#pending.delete(key)
    this.#pendingCount -= list.length
    for (const undo of list) if (this.#isStillThere(undo, second)) this.#undo(undo, row)
  }

  #isStillThere({ row, serial, second: countedAt }: Undoable, second: number): boolean {
    const { files } = this.#journeys
    const same = files.serials[row] === serial && !this.#journeys.is(row, released)
    return same && Math.abs(second - countedAt) <= longestSwap
  }

  #undo({ row, size, hour, recipient, delivery }: Undoable, next: number): void {
    const { counters, hours, recipients, figures } = this.#journeys
    if (!this.#journeys.join(row, next)) return
    counters.delivered--
    counters.bytesDelivered -= size
    hours.add(hour, hourly.delivered, -1)
    recipients.count(recipient, -1)
    figures.delays.undo(delivery)
  }
}
