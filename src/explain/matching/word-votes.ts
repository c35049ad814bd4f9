import { plainWords } from './plain-words.ts'
import type { Groups } from './rules.ts'
import { fold, type Views } from './views.ts'

/** A name and the rules that stand for it, as text. */
export type NamedRules = readonly [name: string, lines: string]

/** How much a vote must be worth, and how far ahead of the next one, to be heard: logarithms of odds. */
const leastScore = 3.5
const leastLead = 1
/** Smooths words that stand in few rules, and names with few rules. */
const [rarely, evenly] = [0.0005, 30]
const mostWords = 80

/**
 * Where no rule fits as a whole, its words still speak: "no DNS reverse for" has those of rules about missing
 * PTR records. Each word votes for the names in whose rules it stands, and the less for the more of them it
 * stands; words are taken as independent (naive Bayes). What comes out is a guess.
 */
export class WordVotes {
  readonly #names: readonly string[]
  readonly #places = new Map<string, number>()
  readonly #words = new Map<string, number>()
  /** By word and name: in how many of the name's rules the word stands. */
  readonly #counts: Float32Array
  readonly #totals: Float32Array

  constructor(rules: readonly NamedRules[], groups: Groups) {
    for (const [name] of rules) if (!this.#places.has(name)) this.#places.set(name, this.#places.size)
    this.#names = [...this.#places.keys()]
    const uses = this.#usesOf(rules, groups)
    this.#counts = new Float32Array(this.#words.size * this.#names.length)
    this.#totals = new Float32Array(this.#names.length)
    for (let at = 0; at < uses.length; at += 3) {
      const [word = 0, place = 0, share = 0] = [uses[at], uses[at + 1], uses[at + 2]]
      const cell = word * this.#names.length + place
      this.#counts[cell] = (this.#counts[cell] ?? 0) + share
      this.#totals[place] = (this.#totals[place] ?? 0) + share
    }
  }

  /**
   * The name that a text's words speak for, where that is clear and is not what is assumed already; `trust` is
   * how many such votes the assumption is worth.
   */
  instead({ words, wordsLength }: Views, assumed: string, trust: number): string | undefined {
    const scores = this.#scoresOf(textWords(words, wordsLength))
    const place = this.#places.get(assumed)
    if (place !== undefined) scores[place] = (scores[place] ?? 0) + trust
    let [best, bestScore, nextScore] = [0, -Infinity, -Infinity]
    for (const [at, score] of scores.entries()) {
      if (score > bestScore) [best, bestScore, nextScore] = [at, score, bestScore]
      else if (score > nextScore) nextScore = score
    }
    const isClear = bestScore >= leastScore && bestScore - nextScore >= leastLead
    return isClear && best !== place ? this.#names[best] : undefined
  }

  /** A word's vote: how much likelier it stands in the rules of one name than in those of all. */
  #scoresOf(words: ReadonlySet<string>): Float32Array {
    const size = this.#names.length
    const scores = new Float32Array(size)
    const shares = new Float32Array(size)
    for (const word of words) {
      const known = this.#words.get(word)
      if (known === undefined) continue
      let all = 0
      for (let at = 0; at < size; at++) {
        const share = (this.#counts[known * size + at] ?? 0) / ((this.#totals[at] ?? 0) + evenly) + rarely
        shares[at] = share
        all += share
      }
      for (let at = 0; at < size; at++)
        scores[at] = (scores[at] ?? 0) + Math.log(((shares[at] ?? 0) / all) * size)
    }
    return scores
  }

  /** Triples of a word, a name and how often; a word of a group counts as a part of it. */
  #usesOf(rules: readonly NamedRules[], groups: Groups): number[] {
    const uses: number[] = []
    const groupUses = new Map<string, Map<number, number>>()
    for (const [name, lines] of rules) {
      const place = this.#places.get(name) ?? 0
      for (const line of fold(lines).split('\n')) {
        for (const part of line.split(/ (?=[&+!])/)) {
          const said = part.replace(/^[&+ ]+/, '')
          if (said[0] === '{') {
            const ofGroup = groupUses.get(said) ?? new Map<number, number>()
            groupUses.set(said, ofGroup.set(place, (ofGroup.get(place) ?? 0) + 1))
          } else if (said[0] !== '!' && said[0] !== '=') {
            for (const word of wordsOf(said)) uses.push(this.#wordOf(word), place, 1)
          }
        }
      }
    }
    for (const [group, lines] of Object.entries(groups)) {
      const words = wordsOf(fold(lines))
      const share = 1 / Math.max(4, words.size)
      for (const [place, times] of groupUses.get(`{${fold(group)}}`) ?? [])
        for (const word of words) uses.push(this.#wordOf(word), place, times * share)
    }
    return uses
  }

  #wordOf(word: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    this.#words.set(word, this.#words.size)
    return this.#words.size - 1
  }
}

function wordsOf(folded: string): Set<string> {
  return stemsOf(plainWords(folded.replace(/[*~\s]+/g, ' ')).split(' '), Infinity)
}

function textWords(row: Uint16Array, length: number): Set<string> {
  return stemsOf(String.fromCharCode(...row.subarray(0, length)).split(/[ |]+/), mostWords)
}

function stemsOf(words: readonly string[], most: number): Set<string> {
  const stems = new Set<string>()
  for (const word of words) {
    if (word.length > 1) stems.add(word.length > 5 ? word.replace(/(?:ing|ed|es|s)$/, '') : word)
    if (stems.size === most) break
  }
  return stems
}
