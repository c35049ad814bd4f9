/** A word list's patterns, each with the terms that it stands for. */
export type PatternList = ReadonlyMap<string, readonly number[]>

/**
 * The automaton of a pattern list (Aho and Corasick, 1975) without what can be worked out of the rest: states
 * in breadth-first order, so that the children of a state follow each other. Made by `automatonTables`.
 */
export interface AutomatonTables {
  /** The code of each class of characters; class 0 is what no pattern has. */
  readonly codes: Uint16Array
  /** By state: its first child; the next state's first child ends them. One entry more than states. */
  readonly children: Uint16Array
  /** By state: class of the character that leads into it. */
  readonly classes: Uint16Array
  /** By state: its longest ending that begins a pattern. */
  readonly fallbacks: Uint16Array
  /** Pairs of a state and a term whose pattern ends there, in order of states. */
  readonly terms: Uint16Array
}

const [unseen, silent, telling] = [0, 1, 2]
/** The code that a leaf awaits: no character (Unicode §23.7), so that none leads on from it. */
const noCharacter = 0xffff
/** What is kept of a state, side by side. */
const field = {
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
  /** Numbers depth first by those breadth first, and the other way round. */
  readonly #numbers: Uint16Array
  readonly #places: Uint16Array
  readonly #states: Uint16Array
  readonly #rows: Uint16Array
  readonly #filled: Uint8Array
  readonly #terms: (readonly number[] | undefined)[]

  constructor(tables: AutomatonTables) {
    const size = tables.classes.length
    this.#tables = tables
    this.#width = tables.codes.length
    for (let one = 1; one < this.#width; one++) this.#classOf[tables.codes[one] ?? 0] = one
    this.#numbers = depthFirst(tables)
    this.#places = new Uint16Array(size)
    for (let place = 0; place < size; place++) this.#places[this.#numbers[place] ?? 0] = place
    this.#states = new Uint16Array(field.size * size)
    const rows = this.#describeStates()
    this.#rows = new Uint16Array(rows * this.#width)
    this.#filled = new Uint8Array(rows)
    this.#terms = new Array(size).fill(undefined)
    for (let at = 0; at < tables.terms.length; at += 2) {
      const state = this.#numbers[tables.terms[at] ?? 0] ?? 0
      this.#terms[state] = [...(this.#terms[state] ?? []), tables.terms[at + 1] ?? 0]
    }
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
    if (state > 0) this.#fill(from, this.#states[field.size * state + field.fallback] ?? 0)
    const place = this.#places[state] ?? 0
    const end = this.#tables.children[place + 1] ?? 0
    for (let child = this.#tables.children[place] ?? 0; child < end; child++)
      this.#rows[from + (this.#tables.classes[child] ?? 0)] = this.#numbers[child] ?? 0
  }

  /** The terms of a state are its own, then those of its longest ending. */
  #kindOf(state: number): number {
    const at = field.size * state
    const known = this.#states[at + field.kind] ?? unseen
    if (known !== unseen) return known
    const back = this.#states[at + field.fallback] ?? 0
    this.#kindOf(back)
    const [own, inherited] = [this.#terms[state], this.#terms[back]]
    const terms = own === undefined || inherited === undefined ? (own ?? inherited) : [...own, ...inherited]
    this.#terms[state] = terms
    const kind = terms === undefined ? silent : telling
    this.#states[at + field.kind] = kind
    return kind
  }

  /** Gives how many rows the table has; the first belongs to no state. */
  #describeStates(): number {
    const [states, numbers] = [this.#states, this.#numbers]
    const { children, classes, codes, fallbacks } = this.#tables
    let rows = 1
    for (let place = 0; place < classes.length; place++) {
      const state = numbers[place] ?? 0
      const at = field.size * state
      const [from, to] = [children[place] ?? 0, children[place + 1] ?? 0]
      states[at] = noCharacter
      for (let child = from; child < to; child++)
        if (numbers[child] === state + 1) states[at] = codes[classes[child] ?? 0] ?? 0
      states[at + field.fallback] = numbers[fallbacks[place] ?? 0] ?? 0
      states[at + field.row] = state === 0 || to - from > 1 ? rows++ : 0
    }
    states[field.kind] = silent
    return rows
  }
}

/** By place in the tables, a state's number depth first; of its children that with the most below it comes next. */
function depthFirst({ children, classes }: AutomatonTables): Uint16Array {
  const states = classes.length
  const below = new Int32Array(states).fill(1)
  for (let place = states - 1; place >= 0; place--)
    for (let child = children[place] ?? 0; child < (children[place + 1] ?? 0); child++)
      below[place] = (below[place] ?? 0) + (below[child] ?? 0)
  const numbers = new Uint16Array(states)
  for (let place = 0; place < states; place++) {
    const [from, to] = [children[place] ?? 0, children[place + 1] ?? 0]
    let largest = from
    for (let child = from; child < to; child++)
      if ((below[child] ?? 0) > (below[largest] ?? 0)) largest = child
    let number = (numbers[place] ?? 0) + 1
    if (from < to) numbers[largest] = number
    number += from < to ? (below[largest] ?? 0) : 0
    for (let child = from; child < to; child++) {
      if (child === largest) continue
      numbers[child] = number
      number += below[child] ?? 0
    }
  }
  return numbers
}
