/** A word list's patterns, each with the terms that it stands for. */
export type PatternList = ReadonlyMap<string, readonly number[]>

/**
 * The automaton of a pattern list (Aho and Corasick, 1975), made by `automatonTables` and used as it is: a
 * program that reads one reply has nothing to work out first. States are numbered depth first.
 */
export interface AutomatonTables {
  /** The code of each class of characters; class 0 is what no pattern has. */
  readonly codes: Uint16Array
  /** What is kept of each state, `field.size` numbers side by side. */
  readonly states: Uint16Array
  /** By row of the table: where the state's edges begin, counted in edges; the last one ends them. Row 0 has none. */
  readonly rows: Uint16Array
  /** Pairs of a character's class and the state that it leads to. */
  readonly edges: Uint16Array
  /** Pairs of a state and a term whose pattern ends there, in order of states. */
  readonly terms: Uint16Array
}

/** Whether patterns end at a state. */
export const stateKind = { unseen: 0, silent: 1, telling: 2 } as const
const { unseen, silent, telling } = stateKind
/** The code that a leaf awaits: no character (Unicode §23.7), so that none leads on from it. */
export const noCharacter = 0xffff
/** What is kept of a state, side by side. */
export const field = {
  /** The code that leads to the next number. */
  awaited: 0,
  /** Its longest ending that begins a pattern. */
  fallback: 1,
  /** Its row of the table, where it has several children; 0: none. */
  row: 2,
  /** Whether patterns end there, as far as is known. */
  kind: 3,
  size: 4,
} as const

/**
 * Finds every pattern of a list in one pass: the time depends on the text's length alone, whatever is in it.
 * Texts are character codes; a character of no pattern starts anew. States are numbered depth first: along a
 * pattern, the next state is the next number, and what is looked at lies side by side in the processor's cache.
 * Only states with several children have a row of a table, which is filled in when it is first asked: few ever
 * are, and a program that reads one reply does not pay for all.
 */
export class Automaton {
  readonly #tables: AutomatonTables
  readonly #classOf = new Uint16Array(0x1_0000)
  readonly #width: number
  readonly #states: Uint16Array
  readonly #rows: Uint16Array
  readonly #filled: Uint8Array
  readonly #terms: (readonly number[] | undefined)[]

  /** The states of the tables are taken over, and learn their kinds. */
  constructor(tables: AutomatonTables) {
    const rows = tables.rows.length - 1
    this.#tables = tables
    this.#width = tables.codes.length
    for (let one = 1; one < this.#width; one++) this.#classOf[tables.codes[one] ?? 0] = one
    this.#states = tables.states
    this.#rows = new Uint16Array(rows * this.#width)
    this.#filled = new Uint8Array(rows)
    this.#terms = new Array(tables.states.length / field.size)
  }

  /** Calls `found` with each term whose pattern ends at a place; `length` codes are read. */
  scan(codes: Uint16Array, length: number, found: (term: number, at: number) => void): void {
    const [states, classOf] = [this.#states, this.#classOf]
    let state = 0
    for (let at = 0; at < length; at++) {
      const code = codes[at] ?? 0
      let place = field.size * state
      while (states[place] !== code && states[place + field.row] === 0)
        place = field.size * (states[place + field.fallback] ?? 0)
      state =
        states[place] === code
          ? place / field.size + 1
          : this.#edge(place / field.size, states[place + field.row] ?? 0, classOf[code] ?? 0)
      const kind = states[field.size * state + field.kind]
      if (kind === silent || (kind === unseen && this.#kindOf(state) === silent)) continue
      for (const term of this.#terms[state] ?? []) found(term, at)
    }
  }

  #edge(state: number, row: number, charClass: number): number {
    if (this.#filled[row] === 0) {
      this.#fill(row * this.#width, state)
      this.#filled[row] = 1
    }
    return this.#rows[row * this.#width + charClass] ?? 0
  }

  /** Where no edge goes on, the longest ending that begins a pattern does. */
  #fill(from: number, state: number): void {
    const at = field.size * state
    if (state > 0) this.#fill(from, this.#states[at + field.fallback] ?? 0)
    const row = this.#states[at + field.row] ?? 0
    if (row === 0 && this.#states[at] !== noCharacter)
      this.#rows[from + (this.#classOf[this.#states[at] ?? 0] ?? 0)] = state + 1
    const { rows, edges } = this.#tables
    for (let edge = rows[row] ?? 0; edge < (rows[row + 1] ?? 0); edge++)
      this.#rows[from + (edges[2 * edge] ?? 0)] = edges[2 * edge + 1] ?? 0
  }

  /** The terms of a state are its own, then those of its longest ending. */
  #kindOf(state: number): number {
    const at = field.size * state
    const known = this.#states[at + field.kind] ?? unseen
    if (known !== unseen) return known
    const back = this.#states[at + field.fallback] ?? 0
    this.#kindOf(back)
    const [own, inherited] = [this.#ownTerms(state), this.#terms[back]]
    const terms = own === undefined || inherited === undefined ? (own ?? inherited) : [...own, ...inherited]
    this.#terms[state] = terms
    const kind = terms === undefined ? silent : telling
    this.#states[at + field.kind] = kind
    return kind
  }

  /** Found by halving: few states are ever asked. */
  #ownTerms(state: number): readonly number[] | undefined {
    const { terms } = this.#tables
    let [low, high] = [0, terms.length >> 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((terms[2 * middle] ?? 0) < state) low = middle + 1
      else high = middle
    }
    const own: number[] = []
    for (let pair = 2 * low; terms[pair] === state; pair += 2) own.push(terms[pair + 1] ?? 0)
    return own.length === 0 ? undefined : own
  }
}
