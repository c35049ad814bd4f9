import { textHash } from './text-hash.ts'

/** Bytes of an ASCII text, for comparisons without decoding. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Whether `word` stands at `at`; reads nothing at or beyond `end`. */
export function matches(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  const length = word.length
  if (at + length > end) return false
  for (let i = 0; i < length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}

/** First place of `word` in [from, end), or −1. A native search would cost a call for each field. */
export function find(bytes: Uint8Array, from: number, end: number, word: Uint8Array): number {
  const first = word[0]
  const last = end - word.length
  for (let at = from; at <= last; at++) {
    if (bytes[at] === first && matches(bytes, at, end, word)) return at
  }
  return -1
}

/** First place of one byte in [from, end); `end` where there is none. */
export function findByte(bytes: Uint8Array, from: number, end: number, byte: number): number {
  let at = from
  while (at < end && bytes[at] !== byte) at++
  return at
}

/** Unsigned decimal number at `at`; 0 where there is none. */
export function numberAt(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end && i < at + 15; i++) {
    const digit = (bytes[i] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  return value
}

/** Hash of bytes; its low bits alone choose the place in a table. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  return mix(textHash(bytes, start, end))
}

export function mix(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return half ^ (half >>> 13)
}

/** Text of a field: UTF-8 where it is valid, else Latin-1; a copy, so that no block stays alive for it. */
export function decode(bytes: Buffer, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    if ((bytes[i] ?? 0) < 128) continue
    const text = bytes.toString('utf8', start, end)
    return text.includes('\ufffd') ? bytes.toString('latin1', start, end) : text
  }
  return bytes.toString('latin1', start, end)
}
