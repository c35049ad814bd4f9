import { createHash } from 'node:crypto'
import type { RawField } from './raw-message.ts'

/** RFC 6376 §3.4: whether white space may change on the way. */
export type Canonicalization = 'simple' | 'relaxed'

/** One header field as it is signed, without the line end. */
export function canonicalField({ name, text }: RawField, how: Canonicalization): string {
  if (how === 'simple') return text
  const value = text.slice(text.indexOf(':') + 1).replaceAll('\r\n', '')
  return `${name}:${value.replace(/[ \t]+/g, ' ').trim()}`
}

/** The signature's own field with the value of its `b=` taken out, as it was when it was signed. */
export function withoutSignature(field: RawField): RawField {
  const colon = field.text.indexOf(':') + 1
  const value = field.text.slice(colon).replace(/(^|;)([ \t\r\n]*b[ \t\r\n]*=)[^;]*/, '$1$2')
  return { name: field.name, text: field.text.slice(0, colon) + value }
}

/**
 * The fields that `h=` names, in its order: of fields of one name the lowest first, then the one above it
 * (RFC 6376 §5.4.2). A name that has no field left stands for nothing: it was signed as missing.
 */
export function signedFields(
  fields: readonly RawField[],
  names: readonly string[],
  itself: RawField,
): RawField[] {
  const left = new Map<string, RawField[]>()
  for (const field of fields) {
    if (field === itself) continue
    const same = left.get(field.name)
    if (same === undefined) left.set(field.name, [field])
    else same.push(field)
  }
  return names.flatMap((name) => left.get(name.toLowerCase())?.pop() ?? [])
}

/** What a signature says of the body, made again from the body that is there. */
export interface BodyHash {
  /** Base64. */
  readonly hash: string
  /** Bytes of the canonical body, of which `l=` may have been signed only a part. */
  readonly bytes: number
}

const blockBytes = 64 << 10

const hashed = new WeakMap<Uint8Array, Map<string, BodyHash>>()

/**
 * Hashes a body (RFC 6376 §3.4.3, §3.4.4), at most `limit` bytes of it: once, however many signatures ask.
 * Memory does not grow with the body.
 */
export function bodyHash(body: Uint8Array, how: Canonicalization, limit?: number): BodyHash {
  const known = hashed.get(body) ?? new Map<string, BodyHash>()
  hashed.set(body, known)
  const key = `${how} ${limit ?? ''}`
  const hash = known.get(key) ?? makeHash(body, how, limit)
  known.set(key, hash)
  return hash
}

function makeHash(body: Uint8Array, how: Canonicalization, limit?: number): BodyHash {
  const hash = createHash('sha256')
  let bytes = 0
  const add = (text: string): void => {
    const room = limit === undefined ? text.length : Math.max(0, limit - bytes)
    hash.update(text.length <= room ? text : text.slice(0, room), 'latin1')
    bytes += text.length
  }
  let emptyLines = 0
  for (const block of blocksOf(body)) {
    const text = canonicalLines(block, how)
    const [content, empty] = withoutEmptyLines(text)
    if (content === '') {
      emptyLines += empty
      continue
    }
    for (; emptyLines > 0; emptyLines--) add('\r\n')
    add(`${content}\r\n`)
    emptyLines = Math.max(0, empty - 1)
  }
  if (bytes === 0 && how === 'simple') add('\r\n')
  return { hash: hash.digest('base64'), bytes }
}

/** Whole lines, about 64 KB at a time. */
function* blocksOf(body: Uint8Array): Generator<string> {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  for (let start = 0; start < buffer.length; ) {
    const newline = buffer.indexOf(0x0a, Math.min(start + blockBytes, buffer.length))
    const end = newline < 0 ? buffer.length : newline + 1
    yield buffer.toString('latin1', start, end)
    start = end
  }
}

function canonicalLines(block: string, how: Canonicalization): string {
  const lines = block.replaceAll('\r\n', '\n')
  const told =
    how === 'simple'
      ? lines
      : lines
          .replace(/[ \t]+/g, ' ')
          .replaceAll(' \n', '\n')
          .replace(/ $/, '')
  return told.replaceAll('\n', '\r\n')
}

/** The text without the line ends at its end, and how many those were. */
function withoutEmptyLines(text: string): [content: string, count: number] {
  let end = text.length
  while (end >= 2 && text.charCodeAt(end - 1) === 0x0a && text.charCodeAt(end - 2) === 0x0d) end -= 2
  return [text.slice(0, end), (text.length - end) / 2]
}
