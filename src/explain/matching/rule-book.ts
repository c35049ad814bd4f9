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
/** By term, in one row: the text in which it was seen last, and where there first and last. */
const sighting = 3

/** Rules made ready: a text is scanned once, then only rules whose first term was found are looked at. */
export class RuleBook<Answer> {
  readonly #answers: readonly Answer[]
  readonly #lists: Uint16Array
  /** By term, where the rules begin that it triggers; by rule: its number, how many conditions it has, these. */
  readonly #programStarts: Uint32Array
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
    const [starts, programs] = programsOf(rules)
    this.#programStarts = starts
    this.#programs = programs
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

/** The rules in the order of their triggers, then of their worth, each with its conditions beside it. */
function programsOf({
  termCount,
  triggers,
  starts,
  conditions,
}: CompiledRules): readonly [starts: Uint32Array, programs: Uint16Array] {
  const lengthOf = (rule: number): number => 2 + 2 * ((starts[rule + 1] ?? 0) - (starts[rule] ?? 0))
  const places = new Uint32Array(termCount + 1)
  for (let rule = 0; rule < triggers.length; rule++) {
    const after = (triggers[rule] ?? 0) + 1
    places[after] = (places[after] ?? 0) + lengthOf(rule)
  }
  for (let term = 1; term <= termCount; term++) places[term] = (places[term] ?? 0) + (places[term - 1] ?? 0)
  const programs = new Uint16Array(places[termCount] ?? 0)
  const ends = places.slice()
  for (let rule = 0; rule < triggers.length; rule++) {
    const trigger = triggers[rule] ?? 0
    const at = ends[trigger] ?? 0
    programs[at] = rule
    programs[at + 1] = (lengthOf(rule) - 2) / 2
    programs.set(conditions.subarray(2 * (starts[rule] ?? 0), 2 * (starts[rule + 1] ?? 0)), at + 2)
    ends[trigger] = at + lengthOf(rule)
  }
  return [places, programs]
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
