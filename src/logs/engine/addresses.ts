import { hashBytes } from './bytes.ts'

/** What `clientHash` says of this host itself. */
export const loopback = 1

/** Hash of the address in `h[address]`, from its bytes behind `[`; `loopback` for 127.x and ::1. */
export function clientHash(bytes: Uint8Array, start: number, end: number): number {
  let close = start
  while (close < end && bytes[close] !== 93) close++
  if (isLoopbackAt(bytes, start, close)) return loopback
  const hash = hashBytes(bytes, start, close)
  return hash === loopback || hash === 0 ? 2 : hash
}

/** 127.x or ::1. */
export function isLoopbackAt(bytes: Uint8Array, start: number, end: number): boolean {
  const isFour =
    bytes[start] === 49 && bytes[start + 1] === 50 && bytes[start + 2] === 55 && bytes[start + 3] === 46
  if (isFour && end - start > 3) return true
  return end - start === 3 && bytes[start] === 58 && bytes[start + 1] === 58 && bytes[start + 2] === 49
}

/**
 * Where the address that begins at `start` ends: at the `>` before `, ` (delivery and qmgr lines) or at
 * the end of the line. Quoted local parts may hold `>`; a cut line has none: then its end.
 */
export function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  if (bytes[at] === 34) {
    for (at++; at < end && bytes[at] !== 34; at++) if (bytes[at] === 92) at++
  }
  for (; at < end; at++) {
    if (bytes[at] !== 62) continue
    if (at + 1 >= end || bytes[at + 1] === 44 || bytes[at + 1] === 32) return at
  }
  return Math.min(at, end)
}
