import type { JourneySink } from '../engine/journey-sink.ts'
import type { Line } from '../engine/line.ts'
import type { NeedleText } from './query.ts'

/** One native search that runs ahead of the lines, so that most of them cost a comparison. */
class Needle {
  readonly #text: Buffer
  #block: Buffer | undefined
  #found = -1
  /** A line that does not lie behind the one before is of another block in the same memory. */
  #lastStart = 0

  constructor(text: string) {
    this.#text = Buffer.from(text)
  }

  isIn({ bytes, start, end }: Line): boolean {
    if (this.#block !== bytes || start <= this.#lastStart || (this.#found >= 0 && this.#found < start)) {
      this.#block = bytes
      this.#found = bytes.indexOf(this.#text, start)
    }
    this.#lastStart = start
    return this.#found >= start && this.#found + this.#text.length <= end
  }
}

/** A line holds a text as it is, and a text in any case; the second is looked for only where the first is. */
class Needles {
  readonly #exact: Needle | undefined
  readonly #folded: string

  constructor({ exact, folded }: NeedleText) {
    this.#exact = exact === '' ? undefined : new Needle(exact)
    this.#folded = folded
  }

  isIn(line: Line): boolean {
    if (this.#exact !== undefined && !this.#exact.isIn(line)) return false
    if (this.#folded === '') return true
    return line.bytes.toString('latin1', line.start, line.end).toLowerCase().includes(this.#folded)
  }
}

/**
 * First pass: which queue files have a line that holds one of the needles (any line, where there are none)
 * and is accepted, and which files are one message.
 */
export class Candidates implements JourneySink {
  readonly #needles: readonly Needles[]
  readonly #accepts: (line: Line) => boolean
  /** Numbers of the hosts that lines name; 0: none. */
  readonly hosts = new Set<number>()
  #lastHost = -1
  readonly #marked = new Set<number>()
  readonly #firsts = new Map<number, number>()

  constructor(needles: readonly NeedleText[], accepts: (line: Line) => boolean) {
    this.#needles = needles.map((needle) => new Needles(needle))
    this.#accepts = accepts
  }

  line(serial: number, line: Line): void {
    if (line.host !== this.#lastHost) {
      this.#lastHost = line.host
      this.hosts.add(line.host)
    }
    const holds = this.#needles.length === 0 || this.#needles.some((needle) => needle.isIn(line))
    if (holds && this.#accepts(line)) this.#marked.add(serial)
  }

  joined(first: number, second: number): void {
    this.#firsts.set(second, first)
  }

  firstOf(serial: number): number {
    let at = serial
    for (let next = this.#firsts.get(at); next !== undefined; next = this.#firsts.get(at)) at = next
    return at
  }

  /** Serials of all queue files of messages with a needle, and the first file of each. */
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
