import { expect, test } from 'vitest'
import { viewsOf } from '../../../src/explain/matching/views.ts'
import { WordVotes } from '../../../src/explain/matching/word-votes.ts'

const rules = [
  ['ptr', 'reverse dns\nno ptr record & {server}\nreverse lookup !mailbox'],
  ['full', 'mailbox & full\nover quota\nmailbox quota'],
  ['ptr', 'pointer record for {Server}'],
] as const
// Among forty matters a word says more than among two.
const others = Array.from({ length: 40 }, (_, at) => [`other ${at}`, `matter${at} & text`] as const)
const votes = new WordVotes([...rules, ...others], { server: 'host\nclient\nserver', Server: 'machine' })

test('words vote for the rules in which they stand', () => {
  expect(votes.instead(viewsOf('DNS pointer lookup: record missing, reverse'), 'full', 0)).toBe('ptr')
  expect(votes.instead(viewsOf('quotas: mailboxes overfull'), 'ptr', 0)).toBe('full')
})

test('what is assumed already needs no vote, and unknown words have none', () => {
  expect(votes.instead(viewsOf('reverse dns record'), 'ptr', 0)).toBeUndefined()
  expect(votes.instead(viewsOf('nothing like that'), 'full', 0)).toBeUndefined()
  expect(votes.instead(viewsOf(''), 'unknown', 0)).toBeUndefined()
})

test('the more an assumption is trusted, the clearer the votes must be', () => {
  const text = 'DNS pointer lookup: record missing, reverse'
  expect(votes.instead(viewsOf(text), 'full', 100)).toBeUndefined()
})
