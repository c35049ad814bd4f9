/** The key of a word's stem: words of one stem have one key, and other words, but for chance, another (FNV-1a). */
export function keyOfWord(row: Uint16Array, start: number, end: number): number {
  const stemEnd = endOfStem(row, start, end)
  let key = 0x811c9dc5
  for (let at = start; at < stemEnd; at++) key = Math.imul(key ^ (row[at] ?? 0), 0x01000193)
  return key
}

const [s, e, d, i, n, g] = Array.from('seding', (letter) => letter.charCodeAt(0))

/** Where a long word ends without its -ing, -ed, -es or -s. */
function endOfStem(row: Uint16Array, start: number, end: number): number {
  if (end - start < 6) return end
  const [third, second, last] = [row[end - 3], row[end - 2], row[end - 1]]
  if (last === g) return second === n && third === i ? end - 3 : end
  if (last === d) return second === e ? end - 2 : end
  if (last === s) return second === e ? end - 2 : end - 1
  return end
}
