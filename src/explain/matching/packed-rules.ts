import type { AutomatonTables } from './automaton.ts'
import { type PackedRows, packedRows, unpackedRows } from './packed-rows.ts'
import type { CompiledRules } from './rule-book.ts'

/** Compiled rules as text, so that a program can hold them: names, and all numbers in the order of `rowsOf`. */
export interface PackedRules extends PackedRows {
  readonly termCount: number
  readonly marks: readonly (readonly [name: string, term: number])[]
}

const automata = ['words', 'all', 'foreignWords', 'foreignAll'] as const

export function packedRules(rules: CompiledRules): PackedRules {
  return { termCount: rules.termCount, marks: rules.marks, ...packedRows(rowsOf(rules)) }
}

function rowsOf(rules: CompiledRules): Uint16Array[] {
  const { wordedMarks, lists, programStarts, programs } = rules
  const tables = automata.flatMap((name) => {
    const { codes, states, rows, edges, terms } = rules[name]
    return [codes, states, rows, edges, terms]
  })
  return [wordedMarks, lists, programStarts, programs, ...tables]
}

export function unpackedRules({ termCount, marks, ...rows }: PackedRules): CompiledRules {
  const next = unpackedRows(rows)
  // Object literals are evaluated in the order in which they are written: that of `rowsOf`.
  const automaton = (): AutomatonTables => ({
    codes: next(),
    states: next(),
    rows: next(),
    edges: next(),
    terms: next(),
  })
  return {
    termCount,
    marks,
    wordedMarks: next(),
    lists: next(),
    programStarts: next(),
    programs: next(),
    words: automaton(),
    all: automaton(),
    foreignWords: automaton(),
    foreignAll: automaton(),
  }
}
