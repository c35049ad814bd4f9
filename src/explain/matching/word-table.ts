import { plainWords } from './plain-words.ts'
import type { Groups } from './rules.ts'
import { fold } from './views.ts'
import { keyOfWord } from './word-keys.ts'

/** A name and the rules that stand for it, as text. */
export type NamedRules = readonly [name: string, lines: string]

/**
 * What each word says for each name: how much likelier it stands in the name's rules than in all, as a logarithm
 * in thousandths. Most names of a word have the same number, that of a word that does not stand in their rules:
 * only the others are kept.
 */
export interface WordTable {
  /** By word, the key of its stem; two words of one key would share their votes. */
  readonly keys: Int32Array
  /** By word, for the names in whose rules it does not stand. */
  readonly elsewhere: Int16Array
  /** By word, where its names begin in the two rows below; one more at the end. */
  readonly starts: Uint16Array
  /** Places of names. */
  readonly names: Uint16Array
  readonly votes: Int16Array
}

/** Smooths words that stand in few rules, and names with few rules. */
const [rarely, evenly] = [0.0005, 60]
const mostVotes = 0xffff

type CountsOfWords = Map<number, Map<number, number>>

/** Counts in whose rules each word stands. Throws a RangeError where there are more votes than 16 bits can count. */
export function wordTable(names: readonly string[], rules: readonly NamedRules[], groups: Groups): WordTable {
  const counts = countsOf(names, rules, groups)
  const totals = new Float64Array(names.length)
  for (const ofWord of counts.values())
    for (const [place, count] of ofWord) totals[place] = (totals[place] ?? 0) + count
  const words = [...counts.values()].map((ofWord) => votesOf(ofWord, totals))
  const starts = [0]
  for (const { votes } of words) starts.push((starts.at(-1) ?? 0) + votes.length)
  if ((starts.at(-1) ?? 0) > mostVotes) throw new RangeError('too many words in the rules for one table')
  return {
    keys: Int32Array.from(counts.keys()),
    elsewhere: Int16Array.from(words, ({ elsewhere }) => elsewhere),
    starts: Uint16Array.from(starts),
    names: Uint16Array.from([...counts.values()].flatMap((ofWord) => [...ofWord.keys()])),
    votes: Int16Array.from(words.flatMap(({ votes }) => votes)),
  }
}

function votesOf(
  counts: ReadonlyMap<number, number>,
  totals: Float64Array,
): { readonly elsewhere: number; readonly votes: readonly number[] } {
  const shares = [...counts].map(([place, count]) => count / ((totals[place] ?? 0) + evenly) + rarely)
  const all = shares.reduce((sum, share) => sum + share, (totals.length - shares.length) * rarely)
  const vote = (share: number): number => Math.round(1_000 * Math.log((share / all) * totals.length))
  return { elsewhere: vote(rarely), votes: shares.map(vote) }
}

/** By the key of a word and the place of a name, how often it is said; a word of a group counts as a part of it. */
function countsOf(names: readonly string[], rules: readonly NamedRules[], groups: Groups): CountsOfWords {
  const counts: CountsOfWords = new Map()
  const groupUses = new Map<string, Map<number, number>>()
  const places = new Map(names.map((name, place) => [name, place] as const))
  for (const [name, lines] of rules) {
    const place = places.get(name)
    if (place === undefined) continue
    for (const said of partsOf(lines)) {
      if (said[0] === '{') increase(groupUses, said, place, 1)
      else for (const word of wordsOf(said)) increase(counts, keyOf(word), place, 1)
    }
  }
  for (const [group, lines] of Object.entries(groups)) {
    const words = wordsOf(fold(lines))
    const share = 1 / Math.max(4, words.size)
    for (const [place, times] of groupUses.get(`{${fold(group)}}`) ?? [])
      for (const word of words) increase(counts, keyOf(word), place, times * share)
  }
  return counts
}

/** What rules ask for: words or a group; not what they exclude, nor marks. */
function partsOf(lines: string): string[] {
  return fold(lines)
    .split('\n')
    .flatMap((line) => line.split(/ (?=[&+!])/))
    .map((part) => part.replace(/^[&+ ]+/, ''))
    .filter((said) => said[0] !== '!' && said[0] !== '=')
}

function increase<Key>(counts: Map<Key, Map<number, number>>, key: Key, place: number, by: number): void {
  const ofKey = counts.get(key) ?? new Map<number, number>()
  counts.set(key, ofKey.set(place, (ofKey.get(place) ?? 0) + by))
}

function wordsOf(folded: string): Set<string> {
  const words = plainWords(folded.replace(/[*~\s]+/g, ' ')).split(' ')
  return new Set(words.filter((word) => word.length > 1))
}

function keyOf(word: string): number {
  const codes = Uint16Array.from(word, (letter) => letter.charCodeAt(0))
  return keyOfWord(codes, 0, codes.length)
}
