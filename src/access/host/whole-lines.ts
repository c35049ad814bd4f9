/** A line that is longer is given out in pieces. */
const longestLine = 1 << 20

/** Cuts a stream of blocks at the ends of lines: what is given out ends with a newline. */
export class WholeLines {
  /** The beginning of a line whose end is not there yet. */
  #rest = Buffer.alloc(0)

  /** Bytes of the line whose end is not there yet. */
  get pending(): number {
    return this.#rest.length
  }

  /** All whole lines so far; undefined where there is none. */
  push(block: Buffer): Buffer | undefined {
    const last = block.lastIndexOf(10)
    if (last >= 0) {
      const lines = Buffer.concat([this.#rest, block.subarray(0, last + 1)])
      this.#rest = Buffer.from(block.subarray(last + 1))
      return lines
    }
    this.#rest = Buffer.concat([this.#rest, block])
    return this.#rest.length > longestLine ? this.end() : undefined
  }

  /** A line whose end will not come. */
  end(): Buffer | undefined {
    if (this.#rest.length === 0) return undefined
    const line = Buffer.concat([this.#rest, Buffer.from('\n')])
    this.#rest = Buffer.alloc(0)
    return line
  }
}
