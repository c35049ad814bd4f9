/** Rows of 16-bit numbers, so that a program or a file beside it can hold them. */
export interface PackedRows {
  /** Lengths of the rows. */
  readonly lengths: readonly number[]
  /** The rows behind each other, low byte first; in base 64 where they are text. */
  readonly numbers: string | Uint8Array
}

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0

export function packedRows(rows: readonly Uint16Array[]): PackedRows {
  const bytes = Buffer.alloc(2 * rows.reduce((sum, row) => sum + row.length, 0))
  let at = 0
  for (const row of rows) for (const number of row) at = bytes.writeUInt16LE(number, at)
  return { lengths: rows.map((row) => row.length), numbers: bytes.toString('base64') }
}

/** Gives the next row at each call, in the order in which they were packed; then empty ones. */
export function unpackedRows({ lengths, numbers }: PackedRows): () => Uint16Array {
  // The copy begins at an even address, and what is made of it may change.
  const bytes = typeof numbers === 'string' ? Buffer.from(numbers, 'base64') : Buffer.from(numbers)
  if (isBigEndian) bytes.swap16()
  const all = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
  let at = 0
  let row = 0
  return () => {
    const start = at
    at += lengths[row++] ?? 0
    return all.subarray(start, at)
  }
}
