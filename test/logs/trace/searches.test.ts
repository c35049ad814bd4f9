import { describe, expect, test } from 'vitest'
import type { LogFile } from '../../../src/access/host/log-files.ts'
import { meaningIn } from '../../../src/cli/reply-meaning.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'
import type { TraceResult } from '../../../src/logs/trace/message.ts'
import { isInNetwork, networkNeedle, parseNetwork } from '../../../src/logs/trace/network.ts'
import type { TraceQuery } from '../../../src/logs/trace/query.ts'
import { traceText } from '../../../src/report/terminal/trace.ts'
import { traceDocument } from '../../../src/report/trace-json.ts'
import { traceReportSchema } from '../../../src/report/trace-schema.ts'

const quiet = { progress() {}, print() {}, warn() {}, width: 80, colour: false, language: 'en' } as const
const io = { ...quiet, interrupted: new AbortController().signal }

function trace(log: string, query: TraceQuery): Promise<TraceResult> {
  const bytes = Buffer.from(log)
  const file: LogFile = {
    path: 'mail.log',
    sizeBytes: bytes.length,
    modifiedAt: Date.UTC(2026, 2, 4),
    async *blocks() {
      for (let at = 0; at < bytes.length; at += 333) yield Buffer.from(bytes.subarray(at, at + 333))
    },
  }
  return traceMessages([file], query, { year: undefined, io })
}

const at = (time: string, text: string) => `2026-03-03T${time}.000+01:00 mx1 ${text}\n`
const reply = (status: string, text: string, delays = '0.1/0.02/0.3/0.4') =>
  `relay=mx.d.example[198.51.100.7]:25, delay=0.8, delays=${delays}, dsn=4.2.0, status=${status} (${text})`
const greylisted =
  'host mx.d.example[198.51.100.7] said: 450 4.2.0 Greylisted, try again later (in reply to RCPT TO command)'

/** A: anna, from 192.0.2.1, delivered at the second attempt. B: bert, from 2001:db8:1::25, returned. */
const log =
  at(
    '06:00:01',
    'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username=anna',
  ) +
  at(
    '06:00:01',
    'postfix/cleanup[2]: AAAAA1: warning: header Subject: Invoice 42 from h.b.example[192.0.2.1]; from=<a@b.example> to=<u@D.example> proto=ESMTP helo=<h>',
  ) +
  at('06:00:01', 'postfix/cleanup[2]: AAAAA1: message-id=<m1@x>') +
  at(
    '06:00:02',
    'rspamd[8]: <1>; task; rspamd_task_write_log: id: <m1@x>, qid: <AAAAA1>, ip: 192.0.2.1, (default: F (no action): [1.0/15.0]',
  ) +
  at('06:00:02', 'postfix/qmgr[3]: AAAAA1: from=<a@b.example>, size=1000, nrcpt=1 (queue active)') +
  at('06:00:03', `postfix/smtp[4]: AAAAA1: to=<u@D.example>, ${reply('deferred', greylisted)}`) +
  at('06:05:02', 'postfix/qmgr[3]: AAAAA1: from=<a@b.example>, size=1000, nrcpt=1 (queue active)') +
  at(
    '06:05:03',
    `postfix/smtp[5]: AAAAA1: to=<u@D.example>, ${reply('sent', '250 2.0.0 Ok: queued as 4AbCdE', '300/0.01/0.5/0.5').replace('delay=0.8', 'delay=301')}`,
  ) +
  at('06:05:03', 'postfix/qmgr[3]: AAAAA1: removed') +
  at('07:00:01', 'postfix/smtpd[1]: BBBBB2: client=unknown[2001:db8:1::25]') +
  at('07:00:01', 'postfix/cleanup[2]: BBBBB2: message-id=<m2@x>') +
  at('07:00:01', 'postfix/qmgr[3]: BBBBB2: from=<bert@e.example>, size=500, nrcpt=1 (queue active)') +
  at(
    '07:00:02',
    `postfix/smtp[4]: BBBBB2: to=<no@d.example>, ${reply('bounced', 'host mx.d.example[198.51.100.7] said: 550 5.1.1 User unknown')}`,
  ) +
  at('07:00:02', 'postfix/bounce[6]: BBBBB2: sender non-delivery notification: CCCCC3') +
  at('07:00:02', 'postfix/qmgr[3]: BBBBB2: removed') +
  at(
    '08:00:00',
    'postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <x@else.example>: Relay access denied; from=<spam@s.example> to=<x@else.example> proto=ESMTP helo=<s>',
  )

const hour = (text: string) => Date.parse(`2026-03-03T${text}:00Z`) / 1000

describe('what is found', () => {
  test.each<[string, TraceQuery, string[]]>([
    ['by sender', { from: 'a@b.example' }, ['m1@x']],
    ['by the domain of the sender, in any case', { from: '*@B.example' }, ['m1@x']],
    ['by recipient, whose domain is in capitals', { to: 'u@d.example' }, ['m1@x']],
    ['by the domain of recipients', { to: '*@d.EXAMPLE' }, ['m1@x', 'm2@x']],
    ['by a part of the subject, in any case', { subject: 'invoice' }, ['m1@x']],
    ['by another subject', { subject: 'invoice 43' }, []],
    ['by the address of the client', { client: '192.0.2.1' }, ['m1@x']],
    ['by its name', { client: 'h.b.example' }, ['m1@x']],
    ['by its network', { client: '192.0.0.0/20' }, ['m1@x']],
    ['by its network of IPv6', { client: '2001:db8::/32' }, ['m2@x']],
    ['not by a network beside it', { client: '192.0.2.128/25' }, []],
    ['by user', { user: 'anna' }, ['m1@x']],
    ['by status', { statuses: ['bounced'] }, ['m2@x']],
    ['what was deferred once and is delivered is not deferred', { statuses: ['deferred'] }, []],
    ['by time', { since: hour('06:30') }, ['m2@x']],
    ['by time, up to', { until: hour('06:30') }, ['m1@x']],
    [
      'by all together',
      { from: 'bert@*', to: '*@d.example', statuses: ['bounced'], since: hour('07:00') },
      ['m2@x'],
    ],
    ['where one does not fit', { from: 'bert@*', statuses: ['delivered'] }, []],
  ])('%s', async (_name, query, expected) => {
    const { messages } = await trace(log, query)
    expect(messages.map(({ messageId }) => messageId)).toEqual(expected)
  })

  test.each<[string, TraceQuery, number]>([
    ['by recipient', { to: 'x@else.example' }, 1],
    ['by the network of the client', { client: '203.0.113.0/24' }, 1],
    ['by status', { statuses: ['rejected'] }, 1],
    ['not where another status is asked for', { to: 'x@else.example', statuses: ['deferred'] }, 0],
    ['not where a queue ID is asked for', { queueId: 'AAAAA1' }, 0],
    ['not outside the time', { to: 'x@else.example', until: hour('08:00') }, 0],
  ])('refusals before there was a message: %s', async (_name, query, count) => {
    expect((await trace(log, query)).refusals).toHaveLength(count)
  })

  test('Exim: subject, refusals', async () => {
    const exim =
      '2026-03-03 06:00:00 1vbG8L-0002Fb-Ny <= a@b.example H=mx.b [192.0.2.1] P=esmtp S=10 id=x@y T="Say \\"hi\\""\n' +
      '2026-03-03 06:00:01 1vbG8L-0002Fb-Ny => v@e.example R=r T=t H=mx.e [198.51.100.9] C="250 OK id=1vbG9Z-0000Aa-1B"\n' +
      '2026-03-03 06:00:02 H=x (y) [203.0.113.9] F=<s@s.example> rejected RCPT <x@else.example>: relay not permitted\n'
    const { messages } = await trace(exim, { subject: 'say "' })
    expect(messages).toMatchObject([
      {
        subject: 'Say "hi"',
        recipients: [{ next: { host: 'mx.e[198.51.100.9]', queueId: '1vbG9Z-0000Aa-1B' } }],
      },
    ])
    expect((await trace(exim, { to: 'x@else.example' })).refusals).toMatchObject([
      { client: 'x[203.0.113.9]', sender: 's@s.example', recipient: 'x@else.example' },
    ])
  })
})

describe('the story', () => {
  test('where the delay went, and where the mail went', async () => {
    const { messages } = await trace(log, { queueId: 'AAAAA1' })
    expect(messages[0]).toMatchObject({
      subject: 'Invoice 42',
      recipients: [
        {
          delay: 301,
          attempts: 2,
          tries: [{ status: 'deferred' }, { status: 'delivered' }],
          account: {
            filters: 0,
            reception: 0.1,
            queueManager: 0.03,
            connection: 0.8,
            transmission: 0.9,
            waiting: 299.17,
          },
          next: { host: 'mx.d.example[198.51.100.7]', queueId: '4AbCdE' },
        },
      ],
    })
    expect(messages[0]?.events.filter(({ kind }) => kind === 'judged')).toHaveLength(1)
  })

  test('the notification is named', async () => {
    const { messages } = await trace(log, { queueId: 'BBBBB2' })
    expect(messages[0]).toMatchObject({ notices: ['CCCCC3'], recipients: [{ next: null }] })
  })

  test('JSON keeps the contract', async () => {
    const result = await trace(log, { since: 0 })
    expect(result.messages).toHaveLength(2)
    expect(() => traceReportSchema.parse(traceDocument(result, meaningIn('en')))).not.toThrow()
    expect(traceDocument(result, meaningIn('en'))).toMatchObject({
      messages: [
        { recipients: [{ meaning: null }] },
        { recipients: [{ meaning: { reason: 'user-unknown', permanent: true, actor: 'sender' } }] },
      ],
      refusals: [{ meaning: { reason: 'relay-denied' } }],
      total: 2,
    })
  })
})

describe('in words', () => {
  const options = { width: 80, colour: false, limit: 5, withLines: false, language: 'en' as const }

  test('a story, within the width', async () => {
    const text = traceText(await trace(log, { queueId: 'AAAAA1' }), options, meaningIn('en'))
    expect(text).toContain('delivered, after 5 min, 2 attempts')
    expect(text).toContain('took it as 4AbCdE')
    expect(text).toContain('waiting between')
    expect(text).toContain('logged in as anna')
    expect(text).toContain('rspamd: no action, score 1.0 of 15.0')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('a failure is explained in full', async () => {
    const text = traceText(await trace(log, { queueId: 'BBBBB2' }), options, meaningIn('en'))
    expect(text).toContain('(user-unknown)')
    expect(text).toContain('Who must act: the sender')
    expect(text).toContain('      1. ')
    expect(text).toContain('mailmedic trace --queue-id CCCCC3')
  })

  test('many are listed, one line each', async () => {
    const result = await trace(log, { since: 0 })
    const text = traceText(result, { ...options, limit: 1 }, meaningIn('en'))
    expect(text).toContain('2 messages fit, on 2026-03-03; recipients: 1 delivered, 1 bounced')
    expect(text).toContain('  06:00:01  AAAAA1  delivered     a@b.example → u@D.example')
    expect(text).toContain('For fewer:')
  })

  test('nothing hostile reaches a terminal', async () => {
    const hostile = log.replace('Invoice 42', 'x\u001b[31my').replace('User unknown', 'no\u009b2J')
    const text = traceText(
      await trace(hostile, { since: 0 }),
      { ...options, withLines: true },
      meaningIn('en'),
    )
    expect(text).not.toMatch(/[\u001b\u009b]/)
  })
})

test('Sendmail: refused at RCPT TO, before there is a message', async () => {
  const refused = at(
    '06:00:00',
    'sendmail[9]: 9BCDEF12345678: ruleset=check_rcpt, arg1=<x@else.example>, relay=h.s.example [203.0.113.9], reject=550 5.7.1 <x@else.example>... Relaying denied',
  )
  expect((await trace(refused, { to: 'x@else.example' })).refusals).toMatchObject([
    {
      client: 'h.s.example[203.0.113.9]',
      recipient: 'x@else.example',
      reply: '550 5.7.1 <x@else.example>... Relaying denied',
    },
  ])
  expect((await trace(refused, { client: '203.0.113.0/24' })).refusals).toHaveLength(1)
  expect((await trace(refused, { to: 'y@else.example' })).refusals).toHaveLength(0)
})

test('a log that has lost the brackets of its addresses', async () => {
  const bare =
    at('06:00:01', 'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1]') +
    at('06:00:01', 'postfix/cleanup[2]: AAAAA1: message-id=m@x') +
    at('06:00:02', 'postfix/qmgr[3]: AAAAA1: from=a@b.example, size=1000, nrcpt=1 (queue active)') +
    at('06:00:03', `postfix/smtp[4]: AAAAA1: to=u@d.example, orig_to=o@d.example, ${reply('sent', '250 ok')}`)
  const { messages } = await trace(bare, { since: 0 })
  expect(messages).toMatchObject([
    {
      messageId: 'm@x',
      sender: 'a@b.example',
      size: 1000,
      recipients: [{ address: 'u@d.example', origTo: 'o@d.example', status: 'delivered' }],
    },
  ])
})

describe('networks', () => {
  test.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.77/32', '192.0.2.77', true],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['::ffff:192.0.2.0/120', '192.0.2.1', false],
  ])('%s and %s', (network, address, expected) => {
    const parsed = parseNetwork(network)
    expect(parsed !== undefined && isInNetwork(address, parsed)).toBe(expected)
  })

  test.each(['192.0.2.1', '192.0.2.0/33', 'mx.example/24', '1.2.3/8', '2001:db8::1::/32'])(
    '%s is none',
    (text) => expect(parseNetwork(text)).toBeUndefined(),
  )

  test.each([
    ['192.0.2.0/24', '[192.0.2.'],
    ['192.0.2.0/23', '[192.0.'],
    ['192.0.2.1/32', '[192.0.2.1]'],
    ['10.0.0.0/7', ''],
    ['2001:db8::/32', ''],
  ])('%s: what every line holds', (text, needle) => {
    const network = parseNetwork(text)
    expect(network === undefined ? undefined : networkNeedle(network)).toBe(needle)
  })
})
