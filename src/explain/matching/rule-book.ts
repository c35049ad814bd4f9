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
  /** By alternative, best first: the number of its list. */
  readonly lists: Uint16Array
  /** By term, where the alternatives begin that it triggers; one entry more than terms. */
  readonly programStarts: Uint16Array
  /** By alternative, best first: its number, how many conditions it has, these as pairs of a term and a joint. */
  readonly programs: Uint16Array
  readonly words: AutomatonTables
  readonly all: AutomatonTables
  readonly foreignWords: AutomatonTables
  readonly foreignAll: AutomatonTables
}

/** Two terms are near when their ends are at most so many characters apart. */
const near = 58
/** By term, in one row: the text in which it was seen last, and where there first and last. */
const sighting = 3

/** Rules made ready: a text is scanned once, then only rules whose first term was found are looked at. */
export class RuleBook<Answer> {
  readonly #answers: readonly Answer[]
  readonly #lists: Uint16Array
  readonly #programStarts: Uint16Array
  readonly #programs: Uint16Array
  readonly #markTerms: ReadonlyMap<string, number>
  readonly #markOf: (string | undefined)[]
  readonly #words: Automaton
  readonly #all: Automaton
  readonly #foreign: () => readonly [words: Automaton, all: Automaton]
  readonly #sightings: Int32Array
  /** Terms that were seen in the text, in the order of the text. */
  readonly #found: Uint16Array
  #foundCount = 0
  #text = 0
  /** The best rules that fit, ascending. */
  readonly #best: number[] = []
  readonly #see = (term: number, at: number): void => {
    const place = sighting * term
    if (this.#sightings[place] !== this.#text) {
      this.#sightings[place] = this.#text
      this.#sightings[place + 1] = at
      this.#found[this.#foundCount++] = term
    }
    this.#sightings[place + 2] = at
  }

  /** `answers`: of each rule list, in the order in which they were compiled. */
  constructor(answers: readonly Answer[], rules: CompiledRules) {
    this.#answers = answers
    this.#lists = rules.lists
    this.#programStarts = rules.programStarts
    this.#programs = rules.programs
    this.#markTerms = new Map(rules.marks)
    const nameOf = new Map(rules.marks.map(([name, term]) => [term, name] as const))
    this.#markOf = new Array(rules.termCount).fill(undefined)
    for (const term of rules.wordedMarks) this.#markOf[term] = nameOf.get(term)
    this.#words = new Automaton(rules.words)
    this.#all = new Automaton(rules.all)
    this.#foreign = once(() => [new Automaton(rules.foreignWords), new Automaton(rules.foreignAll)] as const)
    this.#sightings = new Int32Array(sighting * rules.termCount)
    this.#found = new Uint16Array(rules.termCount)
  }

  /** The rules that fit, best first, and the marks that were seen; `given` are marks from outside (codes, stage). */
  fitting(views: Views, given: readonly string[], most: number): Fitting<Answer> {
    this.#scan(views, given)
    this.#best.length = 0
    const marks: string[] = []
    for (let at = 0; at < this.#foundCount; at++) {
      const term = this.#found[at] ?? 0
      const mark = this.#markOf[term]
      if (mark !== undefined) marks.push(mark)
      this.#addFitting(term, most)
    }
    const answers: Answer[] = []
    for (const index of this.#best) {
      const answer = this.#answers[this.#lists[index] ?? 0]
      if (answer !== undefined) answers.push(answer)
    }
    return { answers, marks }
  }

  /** Adds those of a term's rules that fit; only the best are kept, and none worse is looked at. */
  #addFitting(term: number, most: number): void {
    const [programs, best] = [this.#programs, this.#best]
    const end = this.#programStarts[term + 1] ?? 0
    for (let at = this.#programStarts[term] ?? 0; at < end; ) {
      const index = programs[at] ?? 0
      if (best.length === most && index > (best[most - 1] ?? 0)) return
      const next = at + 2 + 2 * (programs[at + 1] ?? 0)
      if (this.#fits(at + 2, next)) {
        let place = best.length === most ? most - 1 : best.length
        for (; place > 0 && (best[place - 1] ?? 0) > index; place--) best[place] = best[place - 1] ?? 0
        best[place] = index
      }
      at = next
    }
  }

  #scan({ words, wordsLength, all, allLength, foreign }: Views, marks: readonly string[]): void {
    this.#text++
    this.#foundCount = 0
    this.#words.scan(words, wordsLength, this.#see)
    this.#all.scan(all, allLength, this.#see)
    if (foreign) {
      const [foreignWords, foreignAll] = this.#foreign()
      foreignWords.scan(words, wordsLength, this.#see)
      foreignAll.scan(all, allLength, this.#see)
    }
    for (const mark of marks) {
      const term = this.#markTerms.get(mark)
      if (term !== undefined) this.#see(term, 0)
    }
  }

  /** Whether all conditions of a stretch of the programs hold. */
  #fits(from: number, end: number): boolean {
    const [programs, sightings, text] = [this.#programs, this.#sightings, this.#text]
    let before = -1
    for (let at = from; at < end; at += 2) {
      const term = programs[at] ?? 0
      const tie = programs[at + 1]
      if ((sightings[sighting * term] === text) === (tie === joint.not)) return false
      if (tie === joint.near && !this.#isNear(before, term)) return false
      if (tie !== joint.not) before = term
    }
    return true
  }

  #isNear(left: number, right: number): boolean {
    const a = this.#sightings[sighting * left + 1] ?? 0
    const b = this.#sightings[sighting * left + 2] ?? 0
    const c = this.#sightings[sighting * right + 1] ?? 0
    const d = this.#sightings[sighting * right + 2] ?? 0
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
