import { describe, expect, test } from 'vitest'
import { replyReasons } from '../../src/explain/reasons.ts'
import { readReply } from '../../src/explain/reply.ts'
import { explainMeaning } from '../../src/knowledge/explanation.ts'
import { replyTexts } from '../../src/knowledge/reply-texts.ts'

describe('the texts of the reasons', () => {
  test.each(Object.entries(replyTexts))(
    '%s: in both languages, with steps and a standard',
    (reason, { title, why, fix, standard }) => {
      expect(Object.keys(replyReasons)).toContain(reason)
      expect(fix.length).toBeGreaterThan(0)
      expect(standard).toMatch(/RFC \d{4}/)
      for (const { en, zh } of [title, why, ...fix]) {
        expect(en).toMatch(/[a-z]/)
        expect(en).not.toMatch(/[\u4e00-\u9fff]/)
        expect(zh).toMatch(/[\u4e00-\u9fff]/)
      }
    },
  )

  test('nobody has to act: the step says to wait', () => {
    const waiting = Object.entries(replyReasons).filter(
      ([, { actor, usual }]) => actor === 'nobody' && usual === 'temporary',
    )
    for (const [reason] of waiting.filter(([one]) => !['delivered', 'auto-reply'].includes(one))) {
      const text = Object.entries(replyTexts).find(([one]) => one === reason)?.[1]
      expect(text?.fix[0]?.en, reason).toMatch(/^Wait/)
    }
  })
})

test("the provider's own steps come first", () => {
  const { fix, links, provider } = explainMeaning(
    readReply('421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred'),
    'en',
  )
  expect(provider).toBe('Yahoo, AOL, AT&T')
  expect(fix[0]).toContain('senders.yahooinc.com')
  expect(links[0]).toContain('senders.yahooinc.com')
})

test('what happens next follows from the digit', () => {
  expect(explainMeaning(readReply('550 5.1.1 User unknown'), 'en').next).toContain('given up')
  expect(explainMeaning(readReply('450 4.1.1 User unknown'), 'en').next).toContain('tries again')
})
