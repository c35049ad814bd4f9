import type { AutomatonTables } from './automaton.ts'
import type { CompiledRules } from './rule-book.ts'

/** Compiled rules as text, so that a program can hold them: names, and all numbers in base 64. */
export interface PackedRules {
  readonly termCount: number
  readonly marks: readonly (readonly [name: string, term: number])[]
  /** Lengths of the rows of 16-bit numbers, in the order of `rowsOf`. */
  readonly lengths: readonly number[]
  /** The rows behind each other, low byte first. */
  readonly numbers: string
}

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0
const automata = ['words', 'all', 'foreignWords', 'foreignAll'] as const

export function packedRules(rules: CompiledRules): PackedRules {
  const rows = rowsOf(rules)
  const bytes = Buffer.alloc(2 * rows.reduce((sum, row) => sum + row.length, 0))
  let at = 0
  for (const row of rows) for (const number of row) at = bytes.writeUInt16LE(number, at)
  return {
    termCount: rules.termCount,
    marks: rules.marks,
    lengths: rows.map((row) => row.length),
    numbers: bytes.toString('base64'),
  }
}

function rowsOf(rules: CompiledRules): Uint16Array[] {
  const { wordedMarks, lists, triggers, starts, conditions } = rules
  const tables = automata.flatMap((name) => {
    const { codes, children, classes, fallbacks, terms } = rules[name]
    return [codes, children, classes, fallbacks, terms]
  })
  return [wordedMarks, lists, triggers, starts, conditions, ...tables]
}

export function unpackedRules({ termCount, marks, lengths, numbers }: PackedRules): CompiledRules {
  const bytes = Buffer.from(numbers, 'base64')
  if (isBigEndian) bytes.swap16()
  const all = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
  let at = 0
  let row = 0
  const next = (): Uint16Array => {
    const start = at
    at += lengths[row++] ?? 0
    return all.subarray(start, at)
  }
  // Object literals are evaluated in the order in which they are written: that of `rowsOf`.
  const automaton = (): AutomatonTables => ({
    codes: next(),
    children: next(),
    classes: next(),
    fallbacks: next(),
    terms: next(),
  })
  return {
    termCount,
    marks,
    wordedMarks: next(),
    lists: next(),
    triggers: next(),
    starts: next(),
    conditions: next(),
    words: automaton(),
    all: automaton(),
    foreignWords: automaton(),
    foreignAll: automaton(),
  }
}
