import { mostMilliseconds } from './histograms.ts'

/**
 * Times of a delivery line (postconf(5) delay_logging_resolution_limit), milliseconds: `delay=0.35,
 * delays=0.04/0.01/0.1/0.2`: before the queue manager, in it, connecting, sending. One object serves all lines.
 */
export class DelayFields {
  /** −1: the line has none. */
  total = -1
  /** The four stages; meaningless where `hasStages` is false. */
  readonly stages = new Int32Array(4)
  hasStages = false
  #end = 0

  clear(): void {
    this.total = -1
    this.hasStages = false
  }

  /**
   * Reads backwards from `status`, where `, status=` begins: the fields stand right before it, behind a relay
   * of any length.
   */
  read(bytes: Uint8Array, from: number, status: number): void {
    this.clear()
    // dsn=2.0.0
    let start = fieldStart(bytes, from, status)
    if (bytes[start] === 100 && bytes[start + 1] === 115) start = fieldStart(bytes, from, start - 2)
    // delays=, since Postfix 2.3
    if (bytes[start + 5] === 115 && bytes[start + 6] === 61) {
      this.#readStages(bytes, start + 7, status)
      start = fieldStart(bytes, from, start - 2)
    }
    // delay=
    if (bytes[start] === 100 && bytes[start + 4] === 121 && bytes[start + 5] === 61)
      this.total = this.#milliseconds(bytes, start + 6, status)
  }

  #readStages(bytes: Uint8Array, from: number, end: number): void {
    let at = from
    for (let stage = 0; stage < 4; stage++) {
      this.stages[stage] = this.#milliseconds(bytes, at, end)
      if (bytes[this.#end] !== 47) {
        this.hasStages = stage === 3
        return
      }
      at = this.#end + 1
    }
  }

  /** `12.34` → 12340, never above the bound; `#end` is behind it. */
  #milliseconds(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    let value = 0
    let byte = bytes[at] as number
    for (; byte >= 48 && byte <= 57 && at < end; byte = bytes[++at] as number) value = value * 10 + byte - 48
    let scale = 1000
    if (byte === 46) {
      byte = bytes[++at] as number
      for (; byte >= 48 && byte <= 57 && at < end; byte = bytes[++at] as number) {
        if (scale === 1) continue
        scale = scale === 1000 ? 100 : scale === 100 ? 10 : 1
        value = value * 10 + byte - 48
      }
    }
    this.#end = at
    return Math.min(value * scale, mostMilliseconds)
  }
}

/** Start of the field that ends at `end`; fields are parted by `, `. */
function fieldStart(bytes: Uint8Array, from: number, end: number): number {
  const first = Math.max(from, end - 80)
  let at = end - 1
  while (at > first && bytes[at] !== 32) at--
  return at + 1
}
