import { findByte } from './bytes.ts'

export interface Rfc5424Fields {
  readonly hostStart: number
  readonly hostEnd: number
  readonly nameStart: number
  readonly nameEnd: number
  readonly body: number
}

/** Reads `HOST APP PROCID MSGID STRUCTURED-DATA MESSAGE` (RFC 5424 §6) behind the time stamp. */
export function readRfc5424(bytes: Uint8Array, start: number, end: number): Rfc5424Fields | undefined {
  const hostEnd = findByte(bytes, start, end, 32)
  const nameEnd = findByte(bytes, hostEnd + 1, end, 32)
  const processEnd = findByte(bytes, nameEnd + 1, end, 32)
  const messageIdEnd = findByte(bytes, processEnd + 1, end, 32)
  if (messageIdEnd >= end) return undefined
  let body = afterStructuredData(bytes, messageIdEnd + 1, end)
  if (bytes[body] === 32) body++
  // A byte order mark announces UTF-8.
  if (bytes[body] === 0xef && bytes[body + 1] === 0xbb && bytes[body + 2] === 0xbf) body += 3
  return { hostStart: start, hostEnd, nameStart: hostEnd + 1, nameEnd, body: Math.min(body, end) }
}

function afterStructuredData(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === 45) return start + 1
  let at = start
  let quoted = false
  while (at < end) {
    const byte = bytes[at]
    if (byte === 92) at++
    else if (byte === 34) quoted = !quoted
    else if (byte === 93 && !quoted && bytes[at + 1] !== 91) return at + 1
    at++
  }
  return end
}
