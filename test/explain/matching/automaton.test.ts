import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Automaton } from '../../../src/explain/matching/automaton.ts'
import { automatonTables } from '../../../src/explain/matching/automaton-tables.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 5 })
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' '), maxLength: 40 })

test('finds what a plain search finds, at the same places', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 12 }),
      fc.array(text, { minLength: 1 }),
      (words, texts) => {
        const automaton = new Automaton(automatonTables(new Map(words.map((one, term) => [one, [term]]))))
        for (const one of texts) expect(found(automaton, one)).toEqual(searched(words, one))
      },
    ),
  )
})

test('one pattern may stand for several terms', () => {
  const automaton = new Automaton(automatonTables(new Map([['spam', [3, 1]]])))
  expect(found(automaton, 'no spam')).toEqual(['1@6', '3@6'])
})

function found(automaton: Automaton, text: string): string[] {
  const seen: string[] = []
  const codes = Uint16Array.from(text, (letter) => letter.charCodeAt(0))
  automaton.scan(codes, codes.length, (term, at) => seen.push(`${term}@${at}`))
  return seen.sort()
}

function searched(words: readonly string[], text: string): string[] {
  const seen: string[] = []
  for (const [term, word] of words.entries()) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      seen.push(`${term}@${at + word.length - 1}`)
  }
  return seen.sort()
}
