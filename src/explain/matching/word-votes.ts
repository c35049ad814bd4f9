import { plainWords } from './plain-words.ts'
import type { Groups } from './rules.ts'
import { fold, type Views } from './views.ts'

/** A name and the rules that stand for it, as text. */
export type NamedRules = readonly [name: string, lines: string]

/** Smooths words that stand in few rules, and names with few rules. */
const [rarely, evenly] = [0.0005, 60]
const mostWords = 80
const blank = 0x20

/**
 * The words of a text speak also where no rule fits as a whole: "no DNS reverse for" has those of rules about
 * missing PTR records. Each word votes for the names in whose rules it stands, and the less for the more of them
 * it stands; words are taken as independent (naive Bayes).
 */
export class WordVotes {
  readonly #names: readonly string[]
  /** Words by the key of their stem; two words of one key would share their votes. */
  readonly #words = new Map<number, number>()
  /** By word and name, the vote: how much likelier the word stands in the name's rules than in all (logarithm). */
  readonly #votes: Float32Array
  readonly #seenIn: Int32Array
  #text = 0

  constructor(names: readonly string[], rules: readonly NamedRules[], groups: Groups) {
    this.#names = names
    const uses = this.#usesOf(rules, groups)
    const counts = new Float32Array(this.#words.size * names.length)
    const totals = new Float32Array(names.length)
    for (let at = 0; at < uses.length; at += 3) {
      const [word = 0, place = 0, share = 0] = [uses[at], uses[at + 1], uses[at + 2]]
      const cell = word * names.length + place
      counts[cell] = (counts[cell] ?? 0) + share
      totals[place] = (totals[place] ?? 0) + share
    }
    this.#votes = votesOf(counts, totals)
    this.#seenIn = new Int32Array(this.#words.size)
  }

  /** Adds what the words of a text say of each name, in the order of the names. */
  addTo(scores: Float64Array, { words, wordsLength }: Views): void {
    this.#text++
    const size = this.#names.length
    let [known, start] = [0, 1]
    for (let at = 1; at < wordsLength && known < mostWords; at++) {
      if (words[at] !== blank) continue
      const word = this.#words.get(keyOf(words, start, stemEnd(words, start, at)))
      start = at + 1
      if (word === undefined || this.#seenIn[word] === this.#text) continue
      this.#seenIn[word] = this.#text
      known++
      const first = word * size
      for (let place = 0; place < size; place++)
        scores[place] = (scores[place] ?? 0) + (this.#votes[first + place] ?? 0)
    }
  }

  /** Triples of a word, a name and how often; a word of a group counts as a part of it. */
  #usesOf(rules: readonly NamedRules[], groups: Groups): number[] {
    const uses: number[] = []
    const groupUses = new Map<string, Map<number, number>>()
    const places = new Map(this.#names.map((name, place) => [name, place] as const))
    for (const [name, lines] of rules) {
      const place = places.get(name)
      if (place === undefined) continue
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
    const codes = Uint16Array.from(word, (letter) => letter.charCodeAt(0))
    const key = keyOf(codes, 0, stemEnd(codes, 0, codes.length))
    const known = this.#words.get(key)
    if (known !== undefined) return known
    this.#words.set(key, this.#words.size)
    return this.#words.size - 1
  }
}

function votesOf(counts: Float32Array, totals: Float32Array): Float32Array {
  const size = totals.length
  const votes = new Float32Array(counts.length)
  for (let first = 0; first < counts.length; first += size) {
    let all = 0
    for (let place = 0; place < size; place++) {
      const share = (counts[first + place] ?? 0) / ((totals[place] ?? 0) + evenly) + rarely
      votes[first + place] = share
      all += share
    }
    for (let place = 0; place < size; place++)
      votes[first + place] = Math.log(((votes[first + place] ?? 0) / all) * size)
  }
  return votes
}

function wordsOf(folded: string): Set<string> {
  const words = plainWords(folded.replace(/[*~\s]+/g, ' ')).split(' ')
  return new Set(words.filter((word) => word.length > 1))
}

function keyOf(row: Uint16Array, start: number, end: number): number {
  let key = 0x811c9dc5
  for (let at = start; at < end; at++) key = Math.imul(key ^ (row[at] ?? 0), 0x01000193)
  return key
}

const [s, e, d, i, n, g] = Array.from('seding', (letter) => letter.charCodeAt(0))

/** Where a long word ends without its -ing, -ed, -es or -s. */
function stemEnd(row: Uint16Array, start: number, end: number): number {
  if (end - start < 6) return end
  const [third, second, last] = [row[end - 3], row[end - 2], row[end - 1]]
  if (last === g) return second === n && third === i ? end - 3 : end
  if (last === d) return second === e ? end - 2 : end
  if (last === s) return second === e ? end - 2 : end - 1
  return end
}
