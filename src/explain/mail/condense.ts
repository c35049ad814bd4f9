import { mimeLimits } from './mime.ts'

const lineFeed = 0x0a
const hyphen = 0x2d
/** A line end may be cut by the end of a chunk: so much is kept for the next one. */
const longestCarry = 256

/**
 * Takes a mail chunk by chunk and keeps what can tell something: of a long stretch without an empty line or a
 * delimiter (an attachment, base64) only the first `mimeLimits.stretchBytes`, and `mimeLimits.bytes` in all. What
 * comes behind a large attachment is still read, and memory does not grow with the mail.
 */
export class MailCondenser {
  readonly #kept: Uint8Array[] = []
  #keptBytes = 0
  #stretch = 0
  #inLine = false
  #carry: Buffer = Buffer.alloc(0)

  /** Whether more can change anything. */
  get isFull(): boolean {
    return this.#keptBytes >= mimeLimits.bytes
  }

  add(chunk: Uint8Array): void {
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const bytes = this.#carry.length === 0 ? view : Buffer.concat([this.#carry, view])
    const lastLine = bytes.lastIndexOf(lineFeed) + 1
    const end = bytes.length - lastLine <= longestCarry ? lastLine : bytes.length
    this.#take(bytes, end)
    this.#carry = Buffer.from(bytes.subarray(end))
  }

  /** The mail, condensed. Nothing is added after it. */
  bytes(): Uint8Array {
    this.#take(this.#carry, this.#carry.length)
    this.#carry = Buffer.alloc(0)
    return Buffer.concat(this.#kept)
  }

  #take(bytes: Buffer, end: number): void {
    let from = 0
    let kept = 0
    for (let at = 0; at < end; ) {
      const newline = bytes.indexOf(lineFeed, at)
      const next = newline < 0 || newline >= end ? end : newline + 1
      if (!this.#inLine && divides(bytes, at)) {
        if (this.#stretch >= mimeLimits.stretchBytes) this.#endLine()
        this.#stretch = 0
      }
      this.#inLine = newline < 0 || newline >= end
      if (this.#stretch >= mimeLimits.stretchBytes) {
        this.#keep(bytes, from, kept)
        from = next
      }
      this.#stretch += next - at
      kept = next
      at = next
    }
    this.#keep(bytes, from, kept)
  }

  /** A stretch that was cut within a line must not run into the delimiter that follows it. */
  #endLine(): void {
    if (this.#kept.at(-1)?.at(-1) !== lineFeed) this.#keep(Buffer.of(lineFeed), 0, 1)
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    const room = mimeLimits.bytes - this.#keptBytes
    if (to <= from || room <= 0) return
    const part = Buffer.from(bytes.subarray(from, Math.min(to, from + room)))
    this.#kept.push(part)
    this.#keptBytes += part.length
  }
}

/** An empty line, or what may be a delimiter of parts. */
function divides(bytes: Buffer, at: number): boolean {
  const first = bytes[at]
  if (first === lineFeed || (first === 0x0d && bytes[at + 1] === lineFeed)) return true
  return first === hyphen && bytes[at + 1] === hyphen
}

/** A mail that is there as a whole, condensed. */
export function condense(bytes: Uint8Array): Uint8Array {
  const condenser = new MailCondenser()
  condenser.add(bytes)
  return condenser.bytes()
}
