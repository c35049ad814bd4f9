import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogFile } from '../../../src/access/host/log-files.ts'
import { meaningIn } from '../../../src/cli/reply-meaning.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'
import type { TraceResult } from '../../../src/logs/trace/message.ts'
import type { TraceQuery } from '../../../src/logs/trace/query.ts'
import { traceText } from '../../../src/report/terminal/trace.ts'

const quiet = { progress() {}, print() {}, warn() {}, width: 80, colour: false, language: 'en' } as const
const io = { ...quiet, interrupted: new AbortController().signal }

function trace(log: string, query: TraceQuery): Promise<TraceResult> {
  const bytes = Buffer.from(log)
  const file: LogFile = {
    path: 'mail.log',
    sizeBytes: bytes.length,
    modifiedAt: Date.UTC(2026, 2, 4),
    async *blocks() {
      yield Buffer.from(bytes)
    },
  }
  return traceMessages([file], query, { year: undefined, io })
}

interface Mail {
  readonly queueId: string
  readonly recipients: number
  readonly isLocal: boolean
  readonly isReturned: boolean
  /** The line that says so was lost. */
  readonly isRemovalLost: boolean
  /** In a filter on this host: the second file has an ID that others have, too. */
  readonly filteredAs: string | undefined
}

const ids = ['3C1F52E0A4', '3C1F52E0A5', '4A00000001', '4dhpzD2x0czVhYR']

const mails = fc.array(
  fc.record({
    queueId: fc.constantFrom(...ids),
    recipients: fc.integer({ min: 1, max: 3 }),
    isLocal: fc.boolean(),
    isReturned: fc.boolean(),
    isRemovalLost: fc.boolean(),
    filteredAs: fc.option(fc.constantFrom('5B00000001', '5B00000002'), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** Each mail a minute after the one before, so that a queue ID is free again; all names are its own. */
function written(list: readonly Mail[]): string {
  return list.map((mail, index) => linesOf(mail, index).join('')).join('')
}

function linesOf(mail: Mail, index: number): string[] {
  const { queueId, filteredAs } = mail
  const at = (second: number, text: string) =>
    `2026-03-03T06:${String(index).padStart(2, '0')}:${String(second).padStart(2, '0')}.000+01:00 mx1 ${text}\n`
  const own = arrival(mail, index, at)
  if (filteredAs === undefined) return [...own, ...delivery(mail, index, queueId, at)]
  const handOff = `relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0.1/0/0/0.9, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${filteredAs})`
  return [
    ...own,
    at(11, `postfix/smtpd[7]: ${filteredAs}: client=localhost[127.0.0.1]`),
    at(11, `postfix/cleanup[2]: ${filteredAs}: message-id=<m${index}@x>`),
    at(
      11,
      `postfix/qmgr[3]: ${filteredAs}: from=<s${index}@b.example>, size=1200, nrcpt=${mail.recipients} (queue active)`,
    ),
    ...addresses(mail, index).map((to) => at(12, `postfix/smtp[4]: ${queueId}: to=<${to}>, ${handOff}`)),
    at(12, `postfix/qmgr[3]: ${queueId}: removed`),
    ...delivery(mail, index, filteredAs, at),
  ]
}

type At = (second: number, text: string) => string

function arrival({ queueId, isLocal, recipients }: Mail, index: number, at: At): string[] {
  return [
    at(
      10,
      isLocal
        ? `postfix/pickup[1]: ${queueId}: uid=33 from=<s${index}@b.example>`
        : `postfix/smtpd[1]: ${queueId}: client=h.b.example[192.0.2.${index}]`,
    ),
    at(10, `postfix/cleanup[2]: ${queueId}: message-id=<m${index}@x>`),
    at(
      10,
      `postfix/qmgr[3]: ${queueId}: from=<s${index}@b.example>, size=1000, nrcpt=${recipients} (queue active)`,
    ),
  ]
}

function delivery(mail: Mail, index: number, queueId: string, at: At): string[] {
  const status = mail.isReturned ? 'bounced (550 5.1.1 User unknown)' : 'sent (250 2.0.0 Ok: queued as 9F)'
  const lines = addresses(mail, index).map((to) =>
    at(
      13,
      `postfix/smtp[4]: ${queueId}: to=<${to}>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${status}`,
    ),
  )
  return mail.isRemovalLost ? lines : [...lines, at(14, `postfix/qmgr[3]: ${queueId}: removed`)]
}

const addresses = ({ recipients }: Mail, index: number): string[] =>
  Array.from({ length: recipients }, (_, one) => `u${index}.${one}@d.example`)

describe('queue IDs that are used again', () => {
  test('never join strangers, whichever is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(mails, async (list) => {
        const log = written(list)
        const { messages } = await trace(log, { since: 0 })
        expect(messages.map(({ messageId }) => messageId)).toEqual(list.map((_, index) => `m${index}@x`))
        for (const [index, mail] of list.entries()) {
          const told = messages[index]
          expect(told?.sender).toBe(`s${index}@b.example`)
          expect(told?.recipients.map(({ address }) => address).sort()).toEqual(addresses(mail, index))
          expect(new Set(told?.recipients.map(({ status }) => status))).toEqual(
            new Set([mail.isReturned ? 'bounced' : 'delivered']),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  test('asked by one of them, each that had it is told, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(mails, fc.constantFrom(...ids), async (list, queueId) => {
        const { messages } = await trace(written(list), { queueId })
        const expected = list.flatMap((mail, index) => (mail.queueId === queueId ? `m${index}@x` : []))
        expect(messages.map(({ messageId }) => messageId)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
})

const sequences = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202e'
const planted = (text: string): string => text.replaceAll('§', sequences)

/** Every field that anybody outside can fill. */
const hostile = [
  'postfix/smtpd[1]: 3C1F52E0A4: client=h§.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username=an§na',
  'postfix/cleanup[2]: 3C1F52E0A4: warning: header Subject: In§voice from h§.b.example[192.0.2.1]; from=<a§@b.example> to=<u§@d.example> proto=ESMTP helo=<h§>',
  'postfix/cleanup[2]: 3C1F52E0A4: message-id=<m§@x>',
  'rspamd[8]: <1>; task; rspamd_task_write_log: id: <m§@x>, qid: <3C1F52E0A4>, ip: 192.0.2.1, from: <§>, (default: F (no action): [1.0/15.0] [X§]',
  'postfix/qmgr[3]: 3C1F52E0A4: from=<a§@b.example>, size=1000, nrcpt=1 (queue active)',
  'postfix/smtp[4]: 3C1F52E0A4: to=<u§@d.example>, orig_to=<o§@d.example>, relay=mx§.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx§ said: 550 5.1.1 §no)',
  'dovecot: lmtp(u§@d.example)<1><s>: msgid=<m§@x>: save failed to INBOX: §full',
  'postfix/smtpd[1]: NOQUEUE: reject: RCPT from un§known[203.0.113.9]: 554 5.7.1 <x§@else.example>: Relay§ access denied; from=<sp§am@s.example> to=<x§@else.example> proto=ESMTP helo=<s§>',
  'postfix§/smtpd[1]: 3C1F52E0A5: client=§[192.0.2.1]',
]

test.each(['en', 'zh'] as const)('nothing that is planted reaches a terminal, in %s', async (language) => {
  const log = hostile.map((text) => planted(`2026-03-03T06:00:00.000+01:00 mx1 ${text}\n`)).join('')
  const result = await trace(log, { since: 0 })
  expect(result.messages.length + result.refusals.length).toBeGreaterThan(1)
  for (const limit of [0, 9]) {
    const options = { width: 80, colour: false, limit, withLines: true, language }
    const text = traceText(result, options, meaningIn(language))
    expect(text).toContain('owned')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  }
})
