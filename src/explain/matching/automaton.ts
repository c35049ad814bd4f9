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

/**
 * Finds every pattern of a list in one pass: the time depends on the text's length alone, whatever is in it.
 * Texts are character codes; a character of no pattern starts anew. A state's row of the table is filled in
 * when a text first leads there: few are ever seen, and a program that reads one reply does not pay for all.
 */
export class Automaton {
  readonly #tables: AutomatonTables
  readonly #classOf = new Uint16Array(0x1_0000)
  readonly #width: number
  readonly #next: Uint16Array
  readonly #filled: Uint8Array
  readonly #own: (readonly number[] | undefined)[]
  readonly #terms: (readonly number[] | undefined)[]

  constructor(tables: AutomatonTables) {
    const states = tables.classes.length
    this.#tables = tables
    this.#width = tables.codes.length
    for (let one = 1; one < this.#width; one++) this.#classOf[tables.codes[one] ?? 0] = one
    this.#next = new Uint16Array(states * this.#width)
    this.#filled = new Uint8Array(states)
    this.#own = new Array(states).fill(undefined)
    this.#terms = new Array(states).fill(undefined)
    for (let at = 0; at < tables.terms.length; at += 2) {
      const state = tables.terms[at] ?? 0
      this.#own[state] = [...(this.#own[state] ?? []), tables.terms[at + 1] ?? 0]
    }
    this.#fill(0)
  }

  /** Calls `found` with each term whose pattern ends at a place; `length` codes are read. */
  scan(codes: Uint16Array, length: number, found: (term: number, at: number) => void): void {
    const [next, width, classOf, terms, filled] = [
      this.#next,
      this.#width,
      this.#classOf,
      this.#terms,
      this.#filled,
    ]
    let state = 0
    for (let at = 0; at < length; at++) {
      state = next[state * width + (classOf[codes[at] ?? 0] ?? 0)] ?? 0
      if (filled[state] === 0) this.#fill(state)
      const here = terms[state]
      if (here === undefined) continue
      for (const term of here) found(term, at)
    }
  }

  /** Where no edge goes on, the longest ending that begins a pattern does; its terms are found too. */
  #fill(state: number): void {
    const { children, classes, fallbacks } = this.#tables
    const [next, width, row] = [this.#next, this.#width, state * this.#width]
    if (state > 0) {
      const back = fallbacks[state] ?? 0
      if (this.#filled[back] === 0) this.#fill(back)
      next.copyWithin(row, back * width, (back + 1) * width)
      const [own, inherited] = [this.#own[state], this.#terms[back]]
      this.#terms[state] =
        own === undefined || inherited === undefined ? (own ?? inherited) : [...own, ...inherited]
    }
    const end = children[state + 1] ?? 0
    for (let child = children[state] ?? 0; child < end; child++) next[row + (classes[child] ?? 0)] = child
    this.#filled[state] = 1
  }
}
