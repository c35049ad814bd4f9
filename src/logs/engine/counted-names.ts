import type { EngineMemory } from './memory.ts'
import { actionBytes, cellCount, mostActions } from './memory-layout.ts'

const words = actionBytes / 4
const nameAt = 8
export const longestCountedName = actionBytes - nameAt

/** A few names that a log repeats all day, each with how often: found by comparing them all. The pass counts in the same. */
export class CountedNames {
  readonly #entries: Int32Array
  readonly #bytes: Buffer
  readonly #cells: Int32Array
  readonly #cell: number

  /** `at`: where they lie; `cell`: which one holds how many there are. */
  constructor(memory: EngineMemory, at: number, cell: number) {
    this.#entries = memory.integers(at, mostActions * words)
    this.#bytes = memory.bytes(at, mostActions * actionBytes)
    this.#cells = memory.integers(0, cellCount)
    this.#cell = cell
  }

  get #size(): number {
    return this.#cells[this.#cell] as number
  }

  /** Counts the name that begins at `start`, if one is known that does; `length`: its own, where that is known. */
  count(bytes: Uint8Array, start: number, end: number, amount: number, length = 0): boolean {
    for (let entry = 0; entry < this.#size; entry++) {
      const own = this.#entries[entry * words] as number
      if ((length !== 0 && own !== length) || start + own > end) continue
      if (!this.#same(entry * actionBytes + nameAt, bytes, start, own)) continue
      this.#entries[entry * words + 1] = (this.#entries[entry * words + 1] as number) + amount
      return true
    }
    return false
  }

  #same(own: number, bytes: Uint8Array, start: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.#bytes[own + i] !== bytes[start + i]) return false
    return true
  }

  /** False where there is no room. */
  add(name: Uint8Array, count: number): boolean {
    const entry = this.#size
    if (entry >= mostActions || name.length > longestCountedName) return false
    this.#entries[entry * words] = name.length
    this.#entries[entry * words + 1] = count
    this.#bytes.set(name, entry * actionBytes + nameAt)
    this.#cells[this.#cell] = entry + 1
    return true
  }

  /** Latin-1. */
  all(): { name: string; count: number }[] {
    return Array.from({ length: this.#size }, (_, entry) => {
      const [length = 0, count = 0] = this.#entries.subarray(entry * words)
      const start = entry * actionBytes + nameAt
      return { name: this.#bytes.toString('latin1', start, start + length), count }
    })
  }
}
