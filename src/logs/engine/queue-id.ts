/**
 * Length of the queue ID at `start`, if `: ` follows it; 0 otherwise. Short IDs are upper-case hexadecimal;
 * long ones (enable_long_queue_ids) have no vowels, so that no word looks like one (mail_queue.h).
 */
export function queueIdLength(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + 22)
  let at = start
  let hexadecimal = true
  for (; at < last; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 48 && byte <= 57) continue
    if (byte >= 65 && byte <= 70) continue
    if (byte === 58) break
    hexadecimal = false
    if (byte < 65 || byte > 122 || (byte > 90 && byte < 97) || isVowel(byte)) return 0
  }
  const length = at - start
  if (bytes[at] !== 58 || length < 5) return 0
  if (bytes[at + 1] !== 32 && at + 1 < end) return 0
  return hexadecimal || (length >= 10 && holdsVowel(bytes, start, at) === false) ? length : 0
}

function isVowel(byte: number): boolean {
  const lower = byte | 32
  return lower === 97 || lower === 101 || lower === 105 || lower === 111 || lower === 117
}

function holdsVowel(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= 65 && isVowel(bytes[at] ?? 0)) return true
  return false
}

/** Letters and digits from `start` on: an ID in the middle of a text. */
export function wordLength(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    const letter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
    if (!letter && (byte < 48 || byte > 57)) break
  }
  return at - start
}
