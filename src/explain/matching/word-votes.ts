import type { Views } from './views.ts'
import { keyOfWord } from './word-keys.ts'
import type { WordTable } from './word-table.ts'

const mostWords = 80
const blank = 0x20

/**
 * The words of a text speak also where no rule fits as a whole: "no DNS reverse for" has those of rules about
 * missing PTR records. Each word votes for the names in whose rules it stands, and the less for the more of them
 * it stands; words are taken as independent (naive Bayes).
 */
export class WordVotes {
  /** Words by the key of their stem. */
  readonly #words: ReadonlyMap<number, number>
  /** By word, its vote for every name; then by its place in the table, what it adds to that for one name. */
  readonly #elsewhere: Float64Array
  readonly #more: Float64Array
  readonly #starts: Uint16Array
  readonly #names: Uint16Array
  readonly #seenIn: Int32Array
  #text = 0

  constructor({ keys, elsewhere, starts, names, votes }: WordTable) {
    const words = new Map<number, number>()
    for (let word = 0; word < keys.length; word++) words.set(keys[word] ?? 0, word)
    this.#words = words
    this.#elsewhere = new Float64Array(elsewhere.length)
    for (let word = 0; word < elsewhere.length; word++) this.#elsewhere[word] = (elsewhere[word] ?? 0) / 1_000
    this.#more = new Float64Array(votes.length)
    for (let word = 0; word < keys.length; word++)
      for (let at = starts[word] ?? 0; at < (starts[word + 1] ?? 0); at++)
        this.#more[at] = ((votes[at] ?? 0) - (elsewhere[word] ?? 0)) / 1_000
    this.#starts = starts
    this.#names = names
    this.#seenIn = new Int32Array(keys.length)
  }

  /** Adds what the words of a text say of each name, in the order of the names. */
  addTo(scores: Float64Array, { words, wordsLength }: Views): void {
    this.#text++
    let [known, start, forAll] = [0, 1, 0]
    for (let at = 1; at < wordsLength && known < mostWords; at++) {
      if (words[at] !== blank) continue
      const word = this.#words.get(keyOfWord(words, start, at))
      start = at + 1
      if (word === undefined || this.#seenIn[word] === this.#text) continue
      this.#seenIn[word] = this.#text
      known++
      forAll += this.#elsewhere[word] ?? 0
      const end = this.#starts[word + 1] ?? 0
      for (let entry = this.#starts[word] ?? 0; entry < end; entry++) {
        const place = this.#names[entry] ?? 0
        scores[place] = (scores[place] ?? 0) + (this.#more[entry] ?? 0)
      }
    }
    for (let place = 0; place < scores.length; place++) scores[place] = (scores[place] ?? 0) + forAll
  }
}
