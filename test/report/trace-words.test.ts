import { describe, expect, test } from 'vitest'
import { meaningIn } from '../../src/cli/reply-meaning.ts'
import type { RecipientStatus, TracedMessage, TracedRecipient } from '../../src/logs/trace/message.ts'
import { recipientStatuses } from '../../src/logs/trace/message.ts'
import { traceText } from '../../src/report/terminal/trace.ts'
import { tracePhrases } from '../../src/report/trace-phrases.ts'
import { TraceWords } from '../../src/report/trace-words.ts'

const time = '2026-03-03T06:00:01+01:00'
const relay = '[192.0.2.9]:25'
const next = { host: '[192.0.2.9]', queueId: '4711' }

function recipient(status: RecipientStatus): TracedRecipient {
  const tries = Array.from({ length: 8 }, () => ({ time, status, relay, reply: '550 5.1.1' }))
  const account = { filters: 1, reception: 2, queueManager: 3, connection: 4, transmission: 5, waiting: 6 }
  const outcome = { status, relay, dsn: '5.1.1', reply: '550 5.1.1', delay: 21, attempts: 8, tries, account }
  return { address: '1@2', origTo: '3@4', ...outcome, next: null }
}

/** A message with everything that has words; what comes from the log is digits and signs. */
function message(recipients: readonly TracedRecipient[]): TracedMessage {
  const queueIds = ['4711']
  const event = { time, queueId: '4711', program: '0', kind: 'judged', line: 1, file: '1' } as const
  const judged = { ...event, text: '(default: F ( ): [1/2]' }
  return {
    ...{
      messageId: null,
      sender: null,
      subject: '1',
      size: null,
      client: null,
      saslUser: '5',
      received: time,
    },
    ...{ queueIds, notices: ['12'], recipients, events: [judged] },
  }
}

const hop = { ...recipient('delivered'), next, queueIds: ['4711'], received: time }
const messages = [
  message(recipientStatuses.map(recipient)),
  { ...message([{ ...recipient('deferred'), attempts: 1 }]), received: null, sender: '' },
  message([{ ...recipient('delivered'), next }]),
  message([{ ...recipient('delivered'), next: { ...next, isToldHere: true }, account: null }]),
  {
    ...message([
      {
        ...recipient('delivered'),
        hops: [
          { ...hop, host: '1' },
          { ...hop, host: null },
        ],
      },
    ]),
    hosts: [{ host: null, queueIds: ['4711'], received: null }],
  },
  message([]),
]
const refusal = {
  time,
  second: 0,
  client: '6',
  sender: '7@8',
  recipient: '',
  reply: '550',
  line: 1,
  file: '1',
}
const refusals = Array.from({ length: 11 }, () => refusal)

describe('Chinese', () => {
  const said = (limit: number) =>
    [[], [refusal], refusals]
      .flatMap((refused) => [
        { messages, refusals: refused },
        { messages: [], refusals: refused },
      ])
      .map((result) =>
        traceText(result, { width: 100, colour: false, limit, withLines: true, language: 'zh' }, () => ({
          ...meaningIn('zh')('550 5.1.1 User unknown'),
          reason: '',
          title: '',
          why: '',
          next: '',
          fix: [],
        })),
      )
      .join('\n')

  test('no English word is left', () => {
    const text = `${said(10)}\n${said(1)}`
      .replaceAll('mailmedic trace --queue-id', '')
      .replaceAll('--limit N', '')
      .replaceAll('--queue-id ID', '')
      .replaceAll(/(?:邮件|队列) ID|default: F/g, '')
      .replaceAll(/--[a-z]+/g, '')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:+]+/g, '')
    expect(text).toContain('得分 1')
    expect(text.match(/[A-Za-z]+/g) ?? []).toEqual([])
  })

  test('nothing is left to fill in', () => {
    expect(said(10)).not.toMatch(/\{[a-zA-Z]+\}/)
    expect(said(1)).not.toMatch(/\{[a-zA-Z]+\}/)
  })
})

test.each(Object.keys(tracePhrases.en))('%s has the same places to fill in both languages', (name) => {
  const places = (phrases: object) =>
    (
      JSON.stringify(Object.entries(phrases).find(([key]) => key === name)).match(/\{[a-zA-Z]+\}/g) ?? []
    ).toSorted()
  expect(places(tracePhrases.zh)).toEqual(places(tracePhrases.en))
})

test.each([
  [
    'lmtp(bob@d.example)<450><yLYYIpR9BGvCAQAA5uBHOg>: msgid=<m@x>: save failed to INBOX: Quota exceeded',
    'lmtp: save failed to INBOX: Quota exceeded',
  ],
  [
    "lda(bob)<218><sbuvCr1ufmnaAAAA8Bi3+g>: sieve: msgid=<m@x>: fileinto action: stored mail into mailbox 'Junk'",
    "lda: fileinto action: stored mail into mailbox 'Junk'",
  ],
  [
    'lmtp(9, bob): sieve: msgid=<m@x>: marked message to be discarded',
    'lmtp: marked message to be discarded',
  ],
  [
    '<adfb84>; task; rspamd_task_write_log: id: <m@x>, (default: F (add header): [7.10/15.00] [BAYES_SPAM(5.10){}]',
    'add header, score 7.10 of 15.00',
  ],
  ['3C1F52E0A4: s=mail d=d.example a=rsa-sha256 SSL', '3C1F52E0A4: s=mail d=d.example a=rsa-sha256 SSL'],
])('what others said, in short: %s', (text, said) => {
  expect(new TraceWords(tracePhrases.en).companion(text)).toBe(said)
})
