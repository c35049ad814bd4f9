/** A part of a message. Bodies are slices of the message as Latin-1: one character a byte. */
export interface Part {
  readonly headers: Headers
  /** Media type in small letters, such as `text/plain`. */
  readonly type: string
  readonly body: string
  /** Parts of a multipart; empty for a leaf. */
  readonly parts: readonly Part[]
}

/** Header fields in their order, unfolded; names in small letters. */
export interface Headers {
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** The first field of a name. */
  get(name: string): string | undefined
}

/**
 * Bounds of what is taken apart; a mail beyond them is read as far as they reach. A bounce tells its reasons
 * before it returns the original (RFC 3462 §1): what comes after 16 MB tells nothing.
 */
export const mimeLimits = {
  bytes: 16 << 20,
  /** Of a stretch without an empty line, such as an attachment; a zipped report is far smaller. */
  stretchBytes: 2 << 20,
  parts: 1_000,
  depth: 30,
  headers: 1_000,
  headerBytes: 512 << 10,
} as const

/** Text of bytes, one character a byte, every line end as `\n`. */
export function messageText(bytes: Uint8Array): string {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, mimeLimits.bytes))
  return withoutReturns(part).toString('latin1')
}

const carriageReturn = 0x0d

/** CRLF becomes LF, and so does a CR alone; bytes are moved, for the text of so many lines costs four times as much. */
function withoutReturns(bytes: Buffer): Buffer {
  let at = bytes.indexOf(carriageReturn)
  if (at < 0) return bytes
  const moved = Buffer.allocUnsafe(bytes.length)
  let [length, from] = [0, 0]
  for (; at >= 0; at = bytes.indexOf(carriageReturn, from)) {
    length += bytes.copy(moved, length, from, at)
    if (bytes[at + 1] !== 0x0a) moved[length++] = 0x0a
    from = at + 1
  }
  length += bytes.copy(moved, length, from)
  return moved.subarray(0, length)
}

/** Takes a message apart (RFC 2046), as broken as it may be; never throws. */
export function parseMessage(text: string): Part {
  const start = skipEnvelopeLine(text)
  return parsePart(text, start, text.length, 0, { left: mimeLimits.parts }, 'text/plain')
}

/** `From sender date`: a line of mbox files before the first header; blank lines too. */
function skipEnvelopeLine(text: string): number {
  let start = 0
  while (text.charCodeAt(start) === 0x0a) start++
  if (text.startsWith('From ', start) || text.startsWith('>From ', start)) {
    const end = text.indexOf('\n', start)
    return end < 0 ? text.length : end + 1
  }
  return start
}

function parsePart(
  text: string,
  start: number,
  end: number,
  depth: number,
  budget: { left: number },
  usualType: string,
): Part {
  const bodyStart = endOfHeaders(text, start, end)
  const headers = parseHeaders(text.slice(start, Math.min(bodyStart, start + mimeLimits.headerBytes)))
  const given = headers.get('content-type')
  const type = mediaType(given) ?? usualType
  const body = text.slice(bodyStart, end)
  const boundary = type.startsWith('multipart/') ? parameter(given ?? '', 'boundary') : undefined
  if (boundary === undefined || boundary === '' || depth >= mimeLimits.depth)
    return { headers, type: type.startsWith('multipart/') ? 'text/plain' : type, body, parts: [] }
  const usual = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const parts: Part[] = []
  for (const [from, to] of between(text, bodyStart, end, boundary)) {
    if (budget.left-- <= 0) break
    parts.push(parsePart(text, from, to, depth + 1, budget, usual))
  }
  return { headers, type: parts.length === 0 ? 'text/plain' : type, body, parts }
}

/** Where the body begins: after the first blank line, or at once where the first line is no header field. */
function endOfHeaders(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === 0x0a) return start + 1
  const blank = text.indexOf('\n\n', start)
  return blank < 0 || blank > end ? end : blank + 2
}

/** The stretches between the delimiter lines of a boundary (RFC 2046 §5.1.1); the last may be unclosed. */
function between(text: string, start: number, end: number, boundary: string): [number, number][] {
  const delimiter = `--${boundary}`
  const found: [number, number][] = []
  let from = -1
  let at = text.startsWith(delimiter, start) ? start : nextDelimiter(text, start, delimiter)
  while (at >= 0 && at < end && found.length < mimeLimits.parts) {
    if (from >= 0) found.push([from, Math.max(from, at - 1)])
    const lineEnd = text.indexOf('\n', at)
    if (text.startsWith('--', at + delimiter.length) || lineEnd < 0) return found
    from = lineEnd + 1
    at = nextDelimiter(text, lineEnd, delimiter)
  }
  if (from >= 0 && from < end) found.push([from, end])
  return found
}

function nextDelimiter(text: string, from: number, delimiter: string): number {
  const at = text.indexOf(`\n${delimiter}`, Math.max(0, from))
  return at < 0 ? -1 : at + 1
}

/** Unfolds and splits header fields; lines that are none are left out. */
export function parseHeaders(text: string): Headers {
  const fields: [string, string][] = []
  for (const line of text.split('\n')) {
    const first = line.charCodeAt(0)
    const last = fields.at(-1)
    if ((first === 0x20 || first === 0x09) && last !== undefined) {
      if (last[1].length < mimeLimits.headerBytes) last[1] += ` ${line.trim()}`
      continue
    }
    const colon = endOfName(line)
    if (colon <= 0) continue
    if (fields.length >= mimeLimits.headers) break
    fields.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()])
  }
  const get = (name: string): string | undefined => {
    for (const field of fields) if (field[0] === name) return field[1]
    return undefined
  }
  return { fields, get }
}

/** Where the colon behind a field's name stands; 0 where the line is no field: a name has no blank and ends soon. */
function endOfName(line: string): number {
  const most = Math.min(line.length, 81)
  for (let at = 0; at < most; at++) {
    const code = line.charCodeAt(at)
    if (code === 0x3a) return at
    if (code === 0x20 && at > 0) return 0
  }
  return 0
}

function mediaType(value: string | undefined): string | undefined {
  return /^\s*([\w.+-]{1,60}\/[\w.+-]{1,80})/.exec(value ?? '')?.[1]?.toLowerCase()
}

const parameterPatterns = new Map<string, RegExp>()

/** A parameter of a header value, `name=value` or `name="value"`. `name` is one of ours, never from outside. */
export function parameter(value: string, name: string): string | undefined {
  const pattern =
    parameterPatterns.get(name) ??
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{0,300})"|([^\\s;"]{1,300}))`, 'i')
  parameterPatterns.set(name, pattern)
  const match = pattern.exec(value.slice(0, 4_000))
  return match?.[1] ?? match?.[2]
}
