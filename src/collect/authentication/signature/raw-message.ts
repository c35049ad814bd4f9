/** A header field as it stands: what a signature covers is bytes, not meaning. */
export interface RawField {
  /** In small letters. */
  readonly name: string
  /** Name, colon and value with its folds; lines end in CRLF, the last without. One character a byte. */
  readonly text: string
}

/** A message for whoever checks its signatures. */
export interface RawMessage {
  /** In their order, the topmost first. */
  readonly fields: readonly RawField[]
  /** All bytes after the blank line; undefined where only headers were given. */
  readonly body: Uint8Array | undefined
}

const longestHeaders = 1 << 20
const mostFields = 2_000
const lineFeed = 0x0a

/**
 * Divides a message into its fields and its body (RFC 5322 §2.1). Line ends may be CRLF, or LF as files have
 * them. Lines before the first field (an mbox `From ` line, blank lines) are left out. Never throws.
 */
export function readRawMessage(bytes: Uint8Array): RawMessage {
  const start = startOfFields(bytes)
  const [end, bodyStart] = endOfFields(bytes, start)
  const text = latin1(bytes.subarray(start, Math.min(end, start + longestHeaders)))
  const body = bytes.subarray(bodyStart)
  return { fields: fieldsOf(text), body: body.length === 0 ? undefined : body }
}

function startOfFields(bytes: Uint8Array): number {
  let start = 0
  while (bytes[start] === lineFeed || (bytes[start] === 0x0d && bytes[start + 1] === lineFeed)) start++
  if (latin1(bytes.subarray(start, start + 5)) !== 'From ') return start
  const end = bytes.indexOf(lineFeed, start)
  return end < 0 ? bytes.length : end + 1
}

/** Where the last field ends, and where the body begins. */
function endOfFields(bytes: Uint8Array, start: number): [end: number, body: number] {
  for (let at = start; at < bytes.length; ) {
    if (bytes[at] === lineFeed) return [at, at + 1]
    if (bytes[at] === 0x0d && bytes[at + 1] === lineFeed) return [at, at + 2]
    const end = bytes.indexOf(lineFeed, at)
    if (end < 0) break
    at = end + 1
  }
  return [bytes.length, bytes.length]
}

function fieldsOf(text: string): RawField[] {
  const fields: { name: string; lines: string[] }[] = []
  for (const line of text.split(/\r?\n/)) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      last?.lines.push(line)
      continue
    }
    const colon = line.indexOf(':')
    if (colon <= 0 || colon > 200) continue
    if (fields.length >= mostFields) break
    fields.push({ name: line.slice(0, colon).trimEnd().toLowerCase(), lines: [line] })
  }
  return fields.map(({ name, lines }) => ({ name, text: lines.join('\r\n') }))
}

/** What follows the colon of a field, unfolded by nobody. */
export function fieldValue({ text }: RawField): string {
  return text.slice(text.indexOf(':') + 1)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
