import { type PackedRows, packedRows, unpackedRows } from './packed-rows.ts'
import type { WordTable } from './word-table.ts'

/** A table of words as text, so that a program can hold it. */
export type PackedWords = PackedRows

/** Keys have 32 bits and are packed as two rows of halves; votes keep their sign as they are read back. */
export function packedWords({ keys, elsewhere, starts, names, votes }: WordTable): PackedWords {
  return packedRows([
    Uint16Array.from(keys),
    Uint16Array.from(keys, (key) => key >>> 16),
    Uint16Array.from(elsewhere),
    starts,
    names,
    Uint16Array.from(votes),
  ])
}

export function unpackedWords(packed: PackedWords): WordTable {
  const next = unpackedRows(packed)
  const [low, high] = [next(), next()]
  return {
    keys: Int32Array.from(low, (half, word) => half | ((high[word] ?? 0) << 16)),
    elsewhere: Int16Array.from(next()),
    starts: next(),
    names: next(),
    votes: Int16Array.from(next()),
  }
}
