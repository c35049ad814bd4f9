/** The beginning of a line whose end lies in the next block; what is longer than `most` bytes is cut there. */
export class UnfinishedLine {
  readonly bytes: Buffer
  readonly #most: number
  length = 0
  isCut = false

  constructor(most: number) {
    this.#most = most
    this.bytes = Buffer.alloc(most + 1)
  }

  empty(): void {
    this.length = 0
    this.isCut = false
  }

  add(block: Buffer, start: number, end: number): void {
    const room = this.#most - this.length
    if (end - start > room) this.isCut = true
    const taken = Math.min(room, end - start)
    block.copy(this.bytes, this.length, start, start + taken)
    this.length += taken
  }

  /** Nothing more belongs to it: gives its length. */
  end(): number {
    // Readers look at the byte behind a line, where a newline stands in a block: not at what was here before.
    this.bytes[this.length] = 10
    return this.length
  }
}
