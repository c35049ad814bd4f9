import { ascii, matches } from './bytes.ts'

/** Lines without a queue ID that every healthy server writes all day, and that count for nothing. */
const routine = [
  'Anonymous TLS ',
  'Untrusted TLS ',
  'Trusted TLS ',
  'Verified TLS ',
  'lost connection after ',
  'statistics: ',
  'CONNECT from ',
  'DISCONNECT ',
  'PASS ',
  'DNSBL rank ',
  'HANGUP ',
  'PREGREET ',
  'addr ',
].map(ascii)

const byFirst: readonly (readonly Uint8Array[])[] = Array.from({ length: 128 }, (_, byte) =>
  routine.filter((word) => word[0] === byte),
)

/** Found by the first byte: most lines are settled by one look. */
export function isRoutine(bytes: Uint8Array, start: number, end: number, first: number): boolean {
  const words = byFirst[first]
  if (words === undefined) return false
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word !== undefined && matches(bytes, start, end, word)) return true
  }
  return false
}
