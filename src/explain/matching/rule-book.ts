import { Automaton, type AutomatonTables } from './automaton.ts'
import type { Views } from './views.ts'

/** What a text made of a book. */
export interface Fitting<Answer> {
  readonly answers: readonly Answer[]
  /** Names of the marks whose words were in the text, in the order of the text. */
  readonly marks: readonly string[]
}

/** How a condition is tied to the one before it. */
export const joint = { first: 0, near: 1, and: 2, not: 3 } as const

/** Rule lists as numbers, made by `compiledRules` from their text: what a book needs to answer. */
export interface CompiledRules {
  readonly termCount: number
  /** Marks, whether from outside or with words of their own, and their terms. */
  readonly marks: readonly (readonly [name: string, term: number])[]
  /** Terms of those marks that have words. */
  readonly wordedMarks: Uint16Array
  /** By alternative, best first: the number of its list, its triggering term, where its conditions begin. */
  readonly lists: Uint16Array
  readonly triggers: Uint16Array
  /** One entry more than alternatives. */
  readonly starts: Uint16Array
  /** Pairs of a term and a joint. */
  readonly conditions: Uint16Array
  readonly words: AutomatonTables
  readonly all: AutomatonTables
  readonly foreignWords: AutomatonTables
  readonly foreignAll: AutomatonTables
}

/** Two terms are near when their ends are at most so many characters apart. */
const near = 58
const ascending = (left: number, right: number): number => left - right

/** Rules made ready: a text is scanned once, then only rules whose first term was found are looked at. */
export class RuleBook<Answer> {
  readonly #answers: readonly Answer[]
  readonly #rules: CompiledRules
  readonly #startingWith: number[][] = []
  readonly #markTerms: ReadonlyMap<string, number>
  readonly #markOf: (string | undefined)[] = []
  readonly #words: Automaton
  readonly #all: Automaton
  readonly #foreign: () => readonly [words: Automaton, all: Automaton]
  readonly #seenIn: Int32Array
  readonly #first: Int32Array
  readonly #last: Int32Array
  #text = 0

  /** `answers`: of each rule list, in the order in which they were compiled. */
  constructor(answers: readonly Answer[], rules: CompiledRules) {
    this.#answers = answers
    this.#rules = rules
    for (const [index, term] of rules.triggers.entries()) {
      const known = this.#startingWith[term]
      if (known === undefined) this.#startingWith[term] = [index]
      else known.push(index)
    }
    this.#markTerms = new Map(rules.marks)
    const nameOf = new Map(rules.marks.map(([name, term]) => [term, name] as const))
    for (const term of rules.wordedMarks) this.#markOf[term] = nameOf.get(term)
    this.#words = new Automaton(rules.words)
    this.#all = new Automaton(rules.all)
    this.#foreign = once(() => [new Automaton(rules.foreignWords), new Automaton(rules.foreignAll)] as const)
    this.#seenIn = new Int32Array(rules.termCount)
    this.#first = new Int32Array(rules.termCount)
    this.#last = new Int32Array(rules.termCount)
  }

  /** The rules that fit, best first, and the marks that were seen; `given` are marks from outside (codes, stage). */
  fitting(views: Views, given: readonly string[], most: number): Fitting<Answer> {
    const found = this.#scan(views, given)
    const best: number[] = []
    const marks: string[] = []
    for (const term of found) {
      const mark = this.#markOf[term]
      if (mark !== undefined) marks.push(mark)
      const starting = this.#startingWith[term]
      if (starting !== undefined) this.#addFitting(starting, best, most)
    }
    const answers: Answer[] = []
    for (const index of best) {
      const answer = this.#answers[this.#rules.lists[index] ?? 0]
      if (answer !== undefined) answers.push(answer)
    }
    return { answers, marks }
  }

  /** Adds those of ascending rules that fit; only the best are kept, and none worse is looked at. */
  #addFitting(starting: readonly number[], best: number[], most: number): void {
    for (const index of starting) {
      if (best.length === most && index > (best[most - 1] ?? 0)) return
      if (!this.#fits(index)) continue
      best.push(index)
      best.sort(ascending)
      if (best.length > most) best.pop()
    }
  }

  #scan({ words, wordsLength, all, allLength, foreign }: Views, marks: readonly string[]): number[] {
    const found: number[] = []
    this.#text++
    const see = (term: number, at: number): void => {
      if (this.#seenIn[term] !== this.#text) {
        this.#seenIn[term] = this.#text
        this.#first[term] = at
        found.push(term)
      }
      this.#last[term] = at
    }
    this.#words.scan(words, wordsLength, see)
    this.#all.scan(all, allLength, see)
    if (foreign) {
      const [foreignWords, foreignAll] = this.#foreign()
      foreignWords.scan(words, wordsLength, see)
      foreignAll.scan(all, allLength, see)
    }
    for (const mark of marks) {
      const term = this.#markTerms.get(mark)
      if (term !== undefined) see(term, 0)
    }
    return found
  }

  #fits(alternative: number): boolean {
    const { starts, conditions } = this.#rules
    const end = starts[alternative + 1] ?? 0
    let before = -1
    for (let at = starts[alternative] ?? 0; at < end; at++) {
      const term = conditions[2 * at] ?? 0
      const tie = conditions[2 * at + 1]
      const seen = this.#seenIn[term] === this.#text
      if (seen === (tie === joint.not)) return false
      if (tie === joint.near && !this.#isNear(before, term)) return false
      if (tie !== joint.not) before = term
    }
    return true
  }

  #isNear(left: number, right: number): boolean {
    const a = this.#first[left] ?? 0
    const b = this.#last[left] ?? 0
    const c = this.#first[right] ?? 0
    const d = this.#last[right] ?? 0
    return (
      Math.abs(a - c) <= near || Math.abs(a - d) <= near || Math.abs(b - c) <= near || Math.abs(b - d) <= near
    )
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
