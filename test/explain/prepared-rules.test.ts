import { expect, test } from 'vitest'
import { marksOf } from '../../src/explain/codes.ts'
import { packedRules, unpackedRules } from '../../src/explain/matching/packed-rules.ts'
import { viewsOf } from '../../src/explain/matching/views.ts'
import { preparedRules } from '../../src/explain/prepared-rules.ts'
import { packedReplyRules, replyBook } from '../../src/explain/reply-rules.ts'

test('in the sources the text of the rules is the only truth', () => {
  expect(preparedRules).toBeUndefined()
})

test('packing loses nothing', () => {
  const packed = packedReplyRules()
  expect(packedRules(unpackedRules(packed))).toEqual(packed)
})

test.each([
  ['550 5.1.1 <u@example.org>: Recipient address rejected: User unknown', 'user-unknown'],
  ['450 4.7.1 Greylisting in action, please come back later', 'greylisted'],
  ['550 Mailbox voll', 'mailbox-full'],
  ['550 用户不存在', 'user-unknown'],
])('a book that a build prepared answers: %s', (text, verdict) => {
  const book = replyBook(packedReplyRules())
  const { answers } = book.fitting(viewsOf(text), marksOf({}), 4)
  expect(answers[0]?.verdict).toBe(verdict)
})
