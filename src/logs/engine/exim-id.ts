import type { Line } from './line.ts'

/** Length of the Exim message ID at `at`: 16 characters, 23 since 4.97; 0 where there is none. */
export function eximIdAt(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 6] !== 45 || at + 16 > end) return 0
  if (!isBase62(bytes, at, at + 6)) return 0
  if (bytes[at + 13] === 45 && isBase62(bytes, at + 7, at + 13) && isBase62(bytes, at + 14, at + 16))
    return 16
  const isLong = at + 23 <= end && bytes[at + 18] === 45 && isBase62(bytes, at + 7, at + 18)
  return isLong && isBase62(bytes, at + 19, at + 23) ? 23 : 0
}

function isBase62(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    const fits = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
    if (!fits) return false
  }
  return true
}

/** Behind what may stand before the ID: a second time stamp (in syslog), a zone, a pid. */
export function eximStart({ bytes, body, end }: Line): number {
  let at = body
  if (bytes[at + 4] === 45 && bytes[at + 7] === 45) at = afterStamp(bytes, at, end)
  const isZone = (bytes[at] === 43 || bytes[at] === 45) && bytes[at + 5] === 32
  if (isZone && /^[+-]\d{4} /.test(bytes.toString('latin1', at, Math.min(end, at + 6)))) at += 6
  if (bytes[at] !== 91) return at
  let close = at
  while (close < end && close - at < 12 && bytes[close] !== 93) close++
  return bytes[close] === 93 && bytes[close + 1] === 32 && close + 1 < end ? close + 2 : at
}

function afterStamp(bytes: Buffer, start: number, end: number): number {
  const stamp = bytes.toString('latin1', start, Math.min(end, start + 19))
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(stamp)) return start
  let at = start + 19
  while (at < end && bytes[at] !== 32) at++
  return Math.min(at + 1, end)
}

/** What stands behind the ID. */
export const flag = { none: 0, arrival: 1, delivery: 2, deferral: 3, failure: 4, ignored: 5 } as const

/** `<= `, `=> `, `-> `, `>> `, `== `, `** `, `*> `, `(= `. */
export function flagAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== 32) return flag.none
  switch (((bytes[at] as number) << 8) | (bytes[at + 1] as number)) {
    case 0x3c3d:
      return flag.arrival
    case 0x3d3e:
    case 0x2d3e:
    case 0x3e3e:
      return flag.delivery
    case 0x3d3d:
      return flag.deferral
    case 0x2a2a:
      return flag.failure
    case 0x2a3e:
    case 0x283d:
      return flag.ignored
    default:
      return flag.none
  }
}
