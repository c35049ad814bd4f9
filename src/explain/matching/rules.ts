import { Automaton } from './automaton.ts'
import { plainWords } from './plain-words.ts'
import { fold, type Views } from './views.ts'

/**
 * Word rules as text. One alternative a line; the first line that fits wins, in the order of the lists.
 *
 * - `user unknown`: these words side by side. `reject*`: a word that begins so. Other scripts: anywhere.
 * - `mailbox & full`: both, near each other. `mailbox + full`: both, anywhere. `!spf`: not there.
 * - `{recipient}`: a group of words. `=5.7.1`, `=550`, `=rcpt`, `=provider`: a mark from outside.
 * - `~tss04`: in the whole text, links and numbers included.
 */
export interface RuleList<Answer> {
  readonly answer: Answer
  readonly lines: string
}

export type Groups = Readonly<Record<string, string>>

/** What a text made of a book. */
export interface Fitting<Answer> {
  readonly answers: readonly Answer[]
  /** Names of the marks whose words were in the text, in the order of the text. */
  readonly marks: readonly string[]
}

const ascending = (left: number, right: number): number => left - right

/** Two terms are near when their ends are at most so many characters apart. */
const near = 58

interface Condition {
  readonly term: number
  readonly joint: 'first' | 'near' | 'and' | 'not'
}

interface Alternative<Answer> {
  readonly answer: Answer
  readonly conditions: readonly Condition[]
}

/** All rules of a kind, made ready: a text is scanned once, then only rules whose first term was found are looked at. */
export class RuleBook<Answer> {
  readonly #terms = new Map<string, number>()
  readonly #patterns = { words: new Map<string, number[]>(), all: new Map<string, number[]>() }
  readonly #foreign = { words: new Map<string, number[]>(), all: new Map<string, number[]>() }
  readonly #alternatives: Alternative<Answer>[] = []
  readonly #startingWith: number[][] = []
  readonly #groupTerms = new Set<number>()
  readonly #markOf: (string | undefined)[] = []
  readonly #automata: Readonly<Record<'words' | 'all' | 'foreignWords' | 'foreignAll', Automaton>>
  readonly #seenIn: Int32Array
  readonly #first: Int32Array
  readonly #last: Int32Array
  #text = 0

  constructor(lists: readonly RuleList<Answer>[], groups: Groups, marks: ReadonlyMap<string, string>) {
    for (const [name, lines] of Object.entries(groups)) this.#group(`{${name}}`, lines)
    for (const [name, lines] of marks) {
      this.#group(`=${name}`, lines)
      this.#markOf[this.#term(`=${name}`)] = name
    }
    for (const { answer, lines } of lists) {
      for (const line of linesOf(lines)) this.#alternative(answer, line)
    }
    this.#automata = {
      words: new Automaton(this.#patterns.words),
      all: new Automaton(this.#patterns.all),
      foreignWords: new Automaton(this.#foreign.words),
      foreignAll: new Automaton(this.#foreign.all),
    }
    const size = this.#terms.size
    this.#seenIn = new Int32Array(size)
    this.#first = new Int32Array(size)
    this.#last = new Int32Array(size)
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
      if (starting === undefined) continue
      for (const index of starting) if (this.#fits(this.#alternatives[index])) best.push(index)
    }
    best.sort(ascending)
    const answers = best.slice(0, most).flatMap((index) => this.#alternatives[index]?.answer ?? [])
    return { answers, marks }
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
    this.#automata.words.scan(words, wordsLength, see)
    this.#automata.all.scan(all, allLength, see)
    if (foreign) {
      this.#automata.foreignWords.scan(words, wordsLength, see)
      this.#automata.foreignAll.scan(all, allLength, see)
    }
    for (const mark of marks) {
      const term = this.#terms.get(`=${mark}`)
      if (term !== undefined) see(term, 0)
    }
    return found
  }

  #fits(alternative: Alternative<Answer> | undefined): boolean {
    let before = -1
    for (const { term, joint } of alternative?.conditions ?? []) {
      const seen = this.#seenIn[term] === this.#text
      if (seen === (joint === 'not')) return false
      if (joint === 'near' && !this.#isNear(before, term)) return false
      if (joint !== 'not') before = term
    }
    return true
  }

  #isNear(left: number, right: number): boolean {
    const [a, b] = [this.#first[left] ?? 0, this.#last[left] ?? 0]
    const [c, d] = [this.#first[right] ?? 0, this.#last[right] ?? 0]
    return Math.min(Math.abs(a - c), Math.abs(a - d), Math.abs(b - c), Math.abs(b - d)) <= near
  }

  #alternative(answer: Answer, line: string): void {
    const conditions: Condition[] = []
    for (const part of line.split(/ (?=[&+!] ?)/)) {
      const sign = part[0] ?? ''
      const joint = conditions.length === 0 ? 'first' : sign === '&' ? 'near' : sign === '!' ? 'not' : 'and'
      conditions.push({ term: this.#term(part.replace(/^[&+!] ?/, '').trim()), joint })
    }
    const trigger = this.#triggerOf(conditions)
    if (trigger === undefined) return
    const index = this.#alternatives.push({ answer, conditions }) - 1
    const known = this.#startingWith[trigger] ?? []
    known.push(index)
    this.#startingWith[trigger] = known
  }

  /** The term whose sight makes a rule looked at: words of its own rather than a group, which is in many texts. */
  #triggerOf(conditions: readonly Condition[]): number | undefined {
    const wanted = conditions.filter(({ joint }) => joint !== 'not')
    return (wanted.find(({ term }) => !this.#groupTerms.has(term)) ?? wanted[0])?.term
  }

  #group(name: string, lines: string): void {
    const term = this.#term(name)
    this.#groupTerms.add(term)
    for (const line of linesOf(lines)) this.#pattern(line, term)
  }

  #term(name: string): number {
    const known = this.#terms.get(name)
    if (known !== undefined) return known
    const term = this.#terms.size
    this.#terms.set(name, term)
    if (!name.startsWith('{') && !name.startsWith('=')) this.#pattern(name, term)
    return term
  }

  #pattern(written: string, term: number): void {
    const view = written.startsWith('~') ? 'all' : 'words'
    const folded = fold(written.replace(/^~/, ''))
    const text = view === 'words' ? plainWords(folded) : folded
    const foreign = /[^\0-\x7f]/.test(text)
    const joined = /[\u1100-\u11ff\u3040-\u9fff]/.test(text)
    const end = text.endsWith('*') || joined ? '' : ' '
    const start = text.startsWith('*') || joined ? '' : ' '
    const pattern = `${start}${text.replace(/^\*|\*$/g, '')}${end}`
    const patterns = (foreign ? this.#foreign : this.#patterns)[view]
    patterns.set(pattern, [...(patterns.get(pattern) ?? []), term])
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
