import { limits } from './limits.ts'

/**
 * Cuts blocks of bytes into lines (without `\n` and `\r`), decoded as Latin-1. A line longer than
 * 64 KiB is cut there and its rest is dropped, so memory is bounded whatever the file holds.
 */
export class LineCutter {
  readonly #take: (line: string) => void
  #rest = ''
  #dropping = false

  constructor(take: (line: string) => void) {
    this.#take = take
  }

  push(block: Uint8Array): void {
    const decoded = Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1')
    let start = 0
    if (this.#dropping) {
      start = decoded.indexOf('\n') + 1
      if (start === 0) return
      this.#dropping = false
    }
    const text = this.#rest === '' ? decoded : this.#rest + decoded.slice(start)
    if (this.#rest !== '') start = 0
    for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      this.#line(text, start, end)
      start = end + 1
    }
    this.#rest = text.slice(start)
    if (this.#rest.length > limits.lineLength) {
      this.#line(this.#rest, 0, this.#rest.length)
      this.#rest = ''
      this.#dropping = true
    }
  }

  /** A last line without its newline counts too. */
  end(): void {
    if (this.#rest !== '') this.#line(this.#rest, 0, this.#rest.length)
    this.#rest = ''
    this.#dropping = false
  }

  #line(text: string, start: number, end: number): void {
    const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end
    this.#take(text.slice(start, Math.min(last, start + limits.lineLength)))
  }
}
