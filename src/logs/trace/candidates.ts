import type { JourneySink } from '../engine/journeys.ts'
import type { Line } from '../engine/line.ts'

/**
 * First pass: which queue files have a line that holds the needle, and which files are one message. One
 * native search runs ahead of the lines, so that most of them cost a comparison.
 */
export class Candidates implements JourneySink {
  readonly #needle: Buffer
  readonly #marked = new Set<number>()
  readonly #firsts = new Map<number, number>()
  #block: Buffer | undefined
  #found = -1
  /** A line that does not lie behind the one before is of another block in the same memory. */
  #lastStart = 0

  constructor(needle: string) {
    this.#needle = Buffer.from(needle)
  }

  line(serial: number, { bytes, start, end }: Line): void {
    if (this.#block !== bytes || start <= this.#lastStart || (this.#found >= 0 && this.#found < start)) {
      this.#block = bytes
      this.#found = bytes.indexOf(this.#needle, start)
    }
    this.#lastStart = start
    if (this.#found >= start && this.#found + this.#needle.length <= end) this.#marked.add(serial)
  }

  joined(first: number, second: number): void {
    this.#firsts.set(second, first)
  }

  firstOf(serial: number): number {
    let at = serial
    for (let next = this.#firsts.get(at); next !== undefined; next = this.#firsts.get(at)) at = next
    return at
  }

  /** Serials of all queue files of messages with the needle, and the first file of each. */
  wanted(): ReadonlyMap<number, number> {
    const firsts = new Set([...this.#marked].map((serial) => this.firstOf(serial)))
    const wanted = new Map([...firsts].map((serial) => [serial, serial]))
    for (const serial of this.#firsts.keys()) {
      const first = this.firstOf(serial)
      if (firsts.has(first)) wanted.set(serial, first)
    }
    return wanted
  }
}
