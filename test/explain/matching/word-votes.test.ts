import { expect, test } from 'vitest'
import { viewsOf } from '../../../src/explain/matching/views.ts'
import { wordTable } from '../../../src/explain/matching/word-table.ts'
import { WordVotes } from '../../../src/explain/matching/word-votes.ts'

const rules = [
  ['ptr', 'reverse dns\nno ptr record & {server}\nreverse lookup !mailbox'],
  ['full', 'mailbox & full\nover quota\nmailbox quota'],
  ['ptr', 'pointer record for {Server}'],
] as const
// Among forty matters a word says more than among two.
const others = Array.from({ length: 40 }, (_, at) => [`other ${at}`, `matter${at} & text`] as const)
const names = ['ptr', 'full', ...others.map(([name]) => name)]
const table = wordTable(names, [...rules, ...others], {
  server: 'host\nclient\nserver',
  Server: 'machine',
})
const votes = new WordVotes(table)

function scoresOf(text: string): Float64Array {
  const scores = new Float64Array(names.length)
  votes.addTo(scores, viewsOf(text))
  return scores
}

function bestOf(text: string): string | undefined {
  const scores = scoresOf(text)
  return names[scores.indexOf(Math.max(...scores))]
}

test('words vote for the rules in which they stand, whatever their ending', () => {
  expect(bestOf('DNS pointer lookup: record missing, reverse')).toBe('ptr')
  expect(bestOf('quotas: mailboxes overfull')).toBe('full')
})

test('the more rules a word stands in, the less it says; a word said twice says no more', () => {
  expect(scoresOf('pointer')[0]).toBeGreaterThan(scoresOf('text')[2] ?? 0)
  expect(scoresOf('pointer pointer')).toEqual(scoresOf('pointer'))
})

test('unknown words, other writing and nothing have no vote', () => {
  for (const text of ['', 'nothing like that', '\u0000\u{1F600} ü'])
    expect(scoresOf(text).every((score) => score === 0)).toBe(true)
})

test('votes are added to what is there already', () => {
  const scores = new Float64Array(names.length).fill(7)
  votes.addTo(scores, viewsOf('unheard of'))
  expect(scores.every((score) => score === 7)).toBe(true)
})
