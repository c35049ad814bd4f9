/** A word list's patterns, each with the terms that it stands for. */
export type PatternList = ReadonlyMap<string, readonly number[]>

/** States are kept in 16 bits: the table then stays in the processor's cache. */
const mostStates = 0x1_0000

/**
 * Finds every pattern of a list in one pass (Aho and Corasick, 1975): the time depends on the text's
 * length alone, whatever is in it. Texts are character codes; a character of no pattern starts anew.
 */
export class Automaton {
  readonly #classes = new Uint16Array(0x1_0000)
  readonly #width: number
  readonly #next: Uint16Array
  readonly #terms: (readonly number[] | undefined)[]

  constructor(patterns: PatternList) {
    let width = 1
    for (const pattern of patterns.keys()) {
      for (let at = 0; at < pattern.length; at++) {
        const code = pattern.charCodeAt(at)
        if (this.#classes[code] === 0) this.#classes[code] = width++
      }
    }
    this.#width = width
    const trie = this.#trie(patterns)
    this.#next = trie.next
    this.#terms = trie.terms
    this.#close()
  }

  /** Calls `found` with each term whose pattern ends at a place; `length` codes are read. */
  scan(codes: Uint16Array, length: number, found: (term: number, at: number) => void): void {
    const [next, width, classes, terms] = [this.#next, this.#width, this.#classes, this.#terms]
    let state = 0
    for (let at = 0; at < length; at++) {
      state = next[state * width + (classes[codes[at] ?? 0] ?? 0)] ?? 0
      const here = terms[state]
      if (here === undefined) continue
      for (const term of here) found(term, at)
    }
  }

  #trie(patterns: PatternList): { next: Uint16Array; terms: (readonly number[] | undefined)[] } {
    const most = [...patterns.keys()].reduce((sum, pattern) => sum + pattern.length, 1)
    const next = new Uint16Array(most * this.#width)
    const terms: (readonly number[] | undefined)[] = [undefined]
    let states = 1
    for (const [pattern, ids] of patterns) {
      let state = 0
      for (let at = 0; at < pattern.length; at++) {
        const edge = state * this.#width + (this.#classes[pattern.charCodeAt(at)] ?? 0)
        if (next[edge] === 0) {
          if (states === mostStates) throw new RangeError('too many word rules for one automaton')
          next[edge] = states++
          terms.push(undefined)
        }
        state = next[edge] ?? 0
      }
      terms[state] = [...(terms[state] ?? []), ...ids]
    }
    return { next: next.slice(0, states * this.#width), terms }
  }

  /** Where no edge goes on, the longest ending that begins a pattern does; its terms are found too. */
  #close(): void {
    const [next, width] = [this.#next, this.#width]
    const fallback = new Int32Array(next.length / width)
    const queue: number[] = []
    for (let edge = 1; edge < width; edge++) if ((next[edge] ?? 0) > 0) queue.push(next[edge] ?? 0)
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] ?? 0
      const back = fallback[state] ?? 0
      const inherited = this.#terms[back]
      if (inherited !== undefined) this.#terms[state] = [...(this.#terms[state] ?? []), ...inherited]
      for (let edge = 1; edge < width; edge++) {
        const follows = next[state * width + edge] ?? 0
        const other = next[back * width + edge] ?? 0
        if (follows === 0) next[state * width + edge] = other
        else {
          fallback[follows] = other
          queue.push(follows)
        }
      }
    }
  }
}
