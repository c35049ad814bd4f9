import { type Conversion, conversionFor } from './converted.ts'

const enoughToTell = 32

/** One input as plain lines, whatever it is: its first bytes tell. */
export class PlainLines {
  #begun = false
  #beginning = Buffer.alloc(0)
  #conversion: Conversion | undefined

  /** The lines in the next bytes; undefined where these are too few to tell what the input is. */
  push(block: Buffer): Buffer | undefined {
    if (this.#begun) return this.#conversion?.push(block) ?? block
    const first = this.#beginning.length === 0 ? block : Buffer.concat([this.#beginning, block])
    if (first.length >= enoughToTell) return this.#begin(first)
    this.#beginning = Buffer.from(first)
    return undefined
  }

  /** What is left. */
  end(): Buffer[] {
    const last = this.#begun ? [] : [this.#begin(this.#beginning)]
    return this.#conversion === undefined ? last : [...last, this.#conversion.end()]
  }

  #begin(first: Buffer): Buffer {
    this.#begun = true
    this.#conversion = conversionFor(first)
    return this.#conversion?.push(first) ?? first
  }
}
