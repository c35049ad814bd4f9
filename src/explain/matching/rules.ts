import { automatonTables } from './automaton-tables.ts'
import { plainWords } from './plain-words.ts'
import { type CompiledRules, joint } from './rule-book.ts'
import { fold } from './views.ts'

const mostNumbers = 0xffff

/**
 * Word rules as text. One alternative a line; the first line that fits wins, in the order of the lists.
 *
 * - `user unknown`: these words side by side. `reject*`: a word that begins so. Other scripts: anywhere.
 * - `mailbox & full`: both, near each other. `mailbox + full`: both, anywhere. `!spf`: not there.
 * - `{recipient}`: a group of words. `=5.7.1`, `=550`, `=rcpt`, `=provider`: a mark from outside.
 * - `~tss04`: in the whole text, links and numbers included.
 */
export interface RuleText {
  readonly lines: string
  /** Put behind each line: a condition that all of them have. */
  readonly everyLine?: string
}

export type Groups = Readonly<Record<string, string>>

interface Condition {
  readonly term: number
  readonly joint: number
}

interface Alternative {
  readonly list: number
  readonly trigger: number
  readonly conditions: readonly Condition[]
}

/** Makes rules of their text. Throws a RangeError where there are more than 16 bits can name. */
export function compiledRules(
  lists: readonly RuleText[],
  groups: Groups,
  marks: ReadonlyMap<string, string>,
): CompiledRules {
  return new RuleCompiler(lists, groups, marks).compiled()
}

class RuleCompiler {
  readonly #terms = new Map<string, number>()
  readonly #patterns = { words: new Map<string, number[]>(), all: new Map<string, number[]>() }
  readonly #foreign = { words: new Map<string, number[]>(), all: new Map<string, number[]>() }
  readonly #alternatives: Alternative[] = []
  readonly #names: string[] = []
  readonly #known = new Set<string>()
  readonly #groupTerms = new Set<number>()
  readonly #wordedMarks: number[] = []

  constructor(lists: readonly RuleText[], groups: Groups, marks: ReadonlyMap<string, string>) {
    for (const [name, lines] of Object.entries(groups)) this.#group(`{${name}}`, lines)
    for (const [name, lines] of marks) {
      this.#group(`=${name}`, lines)
      this.#wordedMarks.push(this.#term(`=${name}`))
    }
    for (const [list, { lines, everyLine }] of lists.entries()) {
      for (const line of linesOf(lines)) this.#alternative(list, `${line}${everyLine ?? ''}`)
    }
  }

  compiled(): CompiledRules {
    if (this.#terms.size > mostNumbers) throw new RangeError('too many word rules')
    return {
      termCount: this.#terms.size,
      marks: [...this.#terms].flatMap(([name, term]) =>
        name[0] === '=' ? [[name.slice(1), term] as const] : [],
      ),
      wordedMarks: Uint16Array.from(this.#wordedMarks),
      lists: Uint16Array.from(this.#alternatives, ({ list }) => list),
      ...programsOf(this.#alternatives, this.#terms.size),
      words: automatonTables(this.#patterns.words),
      all: automatonTables(this.#patterns.all),
      foreignWords: automatonTables(this.#foreign.words),
      foreignAll: automatonTables(this.#foreign.all),
    }
  }

  #alternative(list: number, line: string): void {
    const conditions: Condition[] = []
    for (const part of line.split(/ (?=[&+!] ?)/)) {
      const sign = part[0] ?? ''
      const tie = sign === '&' ? joint.near : sign === '!' ? joint.not : joint.and
      const term = this.#term(plainName(part.replace(/^[&+!] ?/, '').trim()))
      conditions.push({ term, joint: conditions.length === 0 ? joint.first : tie })
    }
    const key = `${list}:${conditions.map((one) => `${one.joint}${one.term}`).join()}`
    const trigger = this.#known.has(key) ? undefined : this.#triggerOf(conditions)
    this.#known.add(key)
    if (trigger !== undefined) this.#alternatives.push({ list, trigger, conditions })
  }

  /**
   * The term whose sight makes a rule looked at: the longest words of its own, for these are in the fewest
   * texts, rather than a group, which is in many.
   */
  #triggerOf(conditions: readonly Condition[]): number | undefined {
    const wanted = conditions.filter((one) => one.joint !== joint.not).map(({ term }) => term)
    const words = wanted.filter((term) => !this.#groupTerms.has(term) && this.#names[term]?.[0] !== '=')
    const longest = words.toSorted((a, b) => this.#lengthOf(b) - this.#lengthOf(a))[0]
    return longest ?? wanted.at(-1)
  }

  #lengthOf(term: number): number {
    return this.#names[term]?.length ?? 0
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
    this.#names.push(name)
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

/** The alternatives in the order of their triggers, then of their worth, each with its conditions beside it. */
function programsOf(
  alternatives: readonly Alternative[],
  termCount: number,
): Pick<CompiledRules, 'programStarts' | 'programs'> {
  const byTrigger = Array.from({ length: termCount }, (): number[] => [])
  for (const [index, { trigger, conditions }] of alternatives.entries())
    byTrigger[trigger]?.push(
      index,
      conditions.length,
      ...conditions.flatMap(({ term, joint: tie }) => [term, tie]),
    )
  const starts = [0]
  for (const programs of byTrigger) starts.push((starts.at(-1) ?? 0) + programs.length)
  if ((starts.at(-1) ?? 0) > mostNumbers) throw new RangeError('too many word rules')
  return { programStarts: Uint16Array.from(starts), programs: Uint16Array.from(byTrigger.flat()) }
}

/** The same words, however written, are one term. */
function plainName(name: string): string {
  return /^[{=~]/.test(name) ? name : plainWords(fold(name))
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
