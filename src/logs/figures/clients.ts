import { decode } from '../engine/bytes.ts'
import type { Counted } from '../engine/log-totals.ts'
import type { EngineMemory } from '../engine/memory.ts'
import * as layout from '../engine/memory-layout.ts'
import { Names } from '../engine/names.ts'

const { labelsAt, longestLabel, mostLabels, mostLabelBytes } = layout

/**
 * Clients that handed mail in, by address, with the name that the log gave them first; the pass
 * (assembly/clients.ts) adds to the same.
 */
export class Clients {
  readonly #addresses: Names
  /** Labels held, bytes held. */
  readonly #head: Int32Array
  readonly #starts: Int32Array
  readonly #arena: Buffer

  constructor(memory: EngineMemory) {
    this.#addresses = new Names(memory, layout.clientsAt)
    this.#head = memory.integers(labelsAt, 2)
    this.#starts = memory.integers(labelsAt + layout.labelStarts, mostLabels + 2)
    this.#arena = memory.bytes(labelsAt + layout.labelArena, mostLabelBytes)
  }

  /** Of `mx.d[198.51.100.7]`: `named` is where it begins, `address` behind the `[`, `end` at the `]`. */
  id(bytes: Buffer, named: number, address: number, end: number): number {
    const id = this.#addresses.id(bytes, address, end)
    if (id === this.#labels + 1 && id < mostLabels) this.#keepLabel(id, bytes, named, end)
    return id
  }

  get #labels(): number {
    return this.#head[0] as number
  }

  #keepLabel(id: number, bytes: Buffer, named: number, end: number): void {
    const start = this.#head[1] as number
    const length = Math.min(end - named, longestLabel)
    if (start + length > mostLabelBytes) return
    for (let i = 0; i < length; i++) this.#arena[start + i] = bytes[named + i] as number
    this.#starts[id] = start
    this.#starts[id + 1] = start + length
    this.#head.set([id, start + length])
  }

  count(id: number, amount: number): void {
    this.#addresses.count(id, amount)
  }

  /** By messages, largest first. */
  largest(top: number): Counted[] {
    return this.#addresses
      .largest(top)
      .map(({ id, name, count }) => ({ name: id <= this.#labels ? this.#labelOf(id) : name, count }))
  }

  #labelOf(id: number): string {
    return `${decode(this.#arena, this.#starts[id] ?? 0, this.#starts[id + 1] ?? 0)}]`
  }
}
