import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestion } from '../../src/server/mail-question.ts'

/** An address may stand on either side. */
const either = (address: string, more = {}) => [
  { ...more, from: address },
  { ...more, to: address },
]

describe('one box in plain words', () => {
  test.each([
    ['anna@example.org', either('anna@example.org')],
    ['from anna@example.org to bob@example.net', [{ from: 'anna@example.org', to: 'bob@example.net' }]],
    [
      'mail from anna@example.org yesterday',
      [{ from: 'anna@example.org', since: 'yesterday', until: 'today' }],
    ],
    ['to:bob@example.net since:2h', [{ to: 'bob@example.net', since: '2h' }]],
    ['<20260303.1@example.org>', [{ messageId: '20260303.1@example.org' }]],
    ['4F2A81C0D3', [{ queueId: '4F2A81C0D3' }]],
    ['4bX2kL0zZzz1qPR', [{ queueId: '4bX2kL0zZzz1qPR' }]],
    ['1tXyZ0-00000a-AB', [{ queueId: '1tXyZ0-00000a-AB' }]],
    ['192.0.2.7', [{ client: '192.0.2.7' }]],
    ['192.0.2.0/24', [{ client: '192.0.2.0/24' }]],
    ['2001:db8::7', [{ client: '2001:db8::7' }]],
    ['deferred 3h', [{ status: 'deferred', since: '3h' }]],
    ['退信 昨天', [{ status: 'bounced,expired', since: 'yesterday', until: 'today' }]],
    ['2026-03-03', [{ since: '2026-03-03', until: '2026-03-04' }]],
    ['550', [{ status: 'bounced,expired,rejected' }]],
    ['invoice march', [{ subject: 'invoice march' }]],
    ['"the plan"', [{ subject: 'the plan' }]],
    ['subject:"the plan" today', [{ subject: 'the plan', since: 'today' }]],
    ['user:anna', [{ user: 'anna' }]],
  ])('%s', (text, asked) => expect(readQuestion(text).asked).toEqual(asked))

  test('an address that nobody wrote to or from may be a message-ID', () => {
    expect(readQuestion('anna@example.org').otherwise).toEqual({ messageId: 'anna@example.org' })
    expect(readQuestion('*@example.org').otherwise).toBeUndefined()
    expect(readQuestion('from anna@example.org').otherwise).toBeUndefined()
  })

  test('a domain stands for all its addresses', () => {
    expect(readQuestion('example.net').asked).toEqual([{ from: '*@example.net' }, { to: '*@example.net' }])
    expect(readQuestion('@example.net').asked).toEqual([{ from: '*@example.net' }, { to: '*@example.net' }])
    expect(readQuestion('from example.net').asked).toEqual([{ from: '*@example.net' }])
  })

  test.each(['', '   ', 'the mail of'])('%j says nothing', (text) =>
    expect(readQuestion(text).asked).toBeUndefined(),
  )

  test('what was understood is said', () => {
    expect(readQuestion('anna@example.org 550').understood).toEqual([
      { field: 'address', value: 'anna@example.org' },
      { field: 'reply', value: '550' },
    ])
  })

  test('anything can be typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const { asked } = readQuestion(text)
        for (const options of asked ?? [])
          for (const value of Object.values(options)) expect(value).not.toBe('')
      }),
    )
  })
})
