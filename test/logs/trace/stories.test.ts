import { expect, test } from 'vitest'
import type { LogFile } from '../../../src/access/host/log-files.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'
import type { TracedMessage } from '../../../src/logs/trace/message.ts'
import type { TraceQuery } from '../../../src/logs/trace/query.ts'

const quiet = { progress() {}, print() {}, warn() {}, width: 80, colour: false, language: 'en' } as const
const io = { ...quiet, interrupted: new AbortController().signal }

async function trace(log: string, query: TraceQuery): Promise<readonly TracedMessage[]> {
  const bytes = Buffer.from(log)
  const file: LogFile = {
    path: 'main.log',
    sizeBytes: bytes.length,
    modifiedAt: Date.UTC(2026, 2, 4),
    async *blocks() {
      for (let at = 0; at < bytes.length; at += 100) yield Buffer.from(bytes.subarray(at, at + 100))
    },
  }
  return (await traceMessages([file], query, { year: undefined, io })).messages
}

const exim = `2025-12-29 06:25:12 1vbG8L-0002Fb-Ny <= a@b.example H=(helo) [192.0.2.1]:55 P=esmtpsa A=plain:anna S=1234 id=x@y
2025-12-29 06:25:13 1vbG8L-0002Fb-Ny => u <info@d.example> R=local T=local_delivery
2025-12-29 06:25:14 1vbG8L-0002Fb-Ny == v@e.example R=dnslookup T=remote_smtp defer (-44) H=mx.e [198.51.100.9]: SMTP error from remote mail server after RCPT TO:<v@e.example>: 450 4.2.0 Greylisted
2025-12-29 06:30:15 1vbG8L-0002Fb-Ny => v@e.example R=dnslookup T=remote_smtp H=mx.e [198.51.100.9] C="250 2.0.0 Ok: \\"queued\\""
2025-12-29 06:30:15 1vbG8L-0002Fb-Ny Completed
2025-12-29 06:31:00 1vbG8M-0002Fc-Oy <= z@b.example U=root P=local S=10 id=other@y
2025-12-29 06:31:01 1vbG8M-0002Fc-Oy ** q@e.example: retry timeout exceeded
`

test('Exim', async () => {
  const [message, ...more] = await trace(exim, { messageId: '<x@y>' })
  expect(more).toEqual([])
  expect(message).toMatchObject({
    messageId: 'x@y',
    sender: 'a@b.example',
    size: 1234,
    client: 'unknown[192.0.2.1]',
    saslUser: 'anna',
    received: '2025-12-29T06:25:12',
    queueIds: ['1vbG8L-0002Fb-Ny'],
    recipients: [
      {
        address: 'info@d.example',
        origTo: null,
        status: 'delivered',
        relay: 'local_delivery',
        delay: 1,
        attempts: 1,
      },
      {
        address: 'v@e.example',
        status: 'delivered',
        relay: 'mx.e[198.51.100.9]',
        dsn: '2.0.0',
        reply: '250 2.0.0 Ok: "queued"',
        delay: 303,
        attempts: 2,
      },
    ],
  })
})

test('Exim gave up', async () => {
  const [message] = await trace(exim, { queueId: '1vbG8M-0002Fc-Oy' })
  expect(message).toMatchObject({ client: null, recipients: [{ address: 'q@e.example', status: 'expired' }] })
})

const at = (seconds: string, text: string) => `2026-03-03T06:00:${seconds}+01:00 mx1 ${text}\n`
const filtered =
  at('01.000', 'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1]') +
  at('01.100', 'postfix/cleanup[2]: AAAAA1: message-id=<m@x>') +
  at('01.200', 'postfix/qmgr[3]: AAAAA1: from=<a@b.example>, size=1000, nrcpt=1 (queue active)') +
  at(
    '01.300',
    'postfix/smtp[4]: AAAAA1: to=<u@d.example>, relay=none, delay=0.3, delays=0/0/0/0, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)',
  ) +
  at('05.000', 'postfix/smtpd[1]: BBBBB2: client=localhost[127.0.0.1]') +
  at('05.100', 'postfix/cleanup[2]: BBBBB2: message-id=<m@x>') +
  at('05.200', 'postfix/qmgr[3]: BBBBB2: from=<a@b.example>, size=1500, nrcpt=1 (queue active)') +
  at(
    '05.300',
    'postfix/smtp[4]: AAAAA1: to=<u@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=4.3, delays=0/0/0/4, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBBB2)',
  ) +
  at('05.400', 'postfix/qmgr[3]: AAAAA1: removed') +
  at(
    '06.500',
    'postfix/lmtp[4]: BBBBB2: to=<u@d.example>, relay=d[private/lmtp], delay=1.5, delays=0/0/0/1.5, dsn=2.0.0, status=sent (250 Saved)',
  )

test('through a filter: one recipient, its delay from the first arrival, tries of both hops', async () => {
  const [message] = await trace(filtered, { to: 'u@d.example' })
  expect(message).toMatchObject({
    queueIds: ['AAAAA1', 'BBBBB2'],
    size: 1000,
    client: 'h.b.example[192.0.2.1]',
  })
  expect(message?.recipients).toEqual([
    {
      address: 'u@d.example',
      origTo: null,
      status: 'delivered',
      relay: 'd[private/lmtp]',
      dsn: '2.0.0',
      reply: '250 Saved',
      delay: 5.5,
      attempts: 2,
      tries: [
        {
          time: '2026-03-03T06:00:06.500+01:00',
          status: 'delivered',
          relay: 'd[private/lmtp]',
          reply: '250 Saved',
        },
      ],
      account: { filters: 4, reception: 0, queueManager: 0, connection: 0, transmission: 1.5, waiting: 0 },
      next: null,
    },
  ])
  expect(message?.events.map(({ kind }) => kind)).toEqual([
    'received',
    'message-id',
    'queued',
    'deferred',
    'received',
    'message-id',
    'queued',
    'handed-on',
    'removed',
    'delivered',
  ])
})

test('a refusal inside an accepted transaction; a message refused as a whole', async () => {
  const log =
    at('01', 'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1]') +
    at(
      '01',
      'postfix/smtpd[1]: AAAAA1: reject: RCPT from h.b.example[192.0.2.1]: 550 5.1.1 <no@d.example>: Recipient address rejected: User unknown; from=<a@b.example> to=<no@d.example> proto=ESMTP helo=<h>',
    ) +
    at('02', 'postfix/cleanup[2]: AAAAA1: message-id=<m@x>') +
    at(
      '02',
      'postfix/cleanup[2]: AAAAA1: milter-reject: END-OF-MESSAGE from h.b.example[192.0.2.1]: 5.7.1 Spam; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>',
    )
  const [message] = await trace(log, { from: 'a@b.example' })
  expect(message).toMatchObject({
    sender: 'a@b.example',
    recipients: [
      { address: 'no@d.example', status: 'rejected', dsn: '5.1.1', relay: null, delay: null, attempts: 0 },
      { address: 'u@d.example', status: 'rejected', dsn: '5.7.1', attempts: 0 },
    ],
  })
})

test('Sendmail: over sendmail(1) and the daemon, two recipients', async () => {
  const line = (second: number, text: string) =>
    `Mar  3 06:00:${String(second).padStart(2, '0')} mx1 sm-mta[2]: ${text}\n`
  const log =
    line(1, 's1NLaDQT000001: from=anna, size=100, class=0, nrcpts=2, msgid=<x@y>, relay=anna@localhost') +
    line(
      1,
      's1NLaDQT022248: from=<anna@b.example>, size=300, class=0, nrcpts=2, msgid=<x@y>, proto=ESMTP, daemon=MTA, relay=localhost [127.0.0.1]',
    ) +
    line(
      1,
      's1NLaDQT000001: to=u@d.example,v@d.example, ctladdr=anna (1000/1000), delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30100, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (s1NLaDQT022248 Message accepted for delivery)',
    ) +
    line(
      2,
      's1NLaDQT022248: to=<u@d.example>, delay=00:00:01, mailer=esmtp, pri=1, relay=mx.d. [198.51.100.7], dsn=4.2.0, stat=Deferred: 450 4.2.0 Greylisted',
    ) +
    line(
      3,
      's1NLaDQT022248: to=<v@d.example>, delay=00:00:02, mailer=esmtp, pri=1, relay=mx.d. [198.51.100.7], dsn=5.1.1, stat=User unknown',
    ) +
    line(
      9,
      's1NLaDQT022248: to=<u@d.example>, delay=00:00:08, mailer=esmtp, pri=1, relay=mx.d. [198.51.100.7], dsn=2.0.0, stat=Sent (ok: queued as 4F00AA)',
    )
  const [message, ...more] = await trace(log, { to: 'u@d.example' })
  expect(more).toEqual([])
  expect(message).toMatchObject({
    messageId: 'x@y',
    sender: 'anna',
    size: 100,
    client: null,
    queueIds: ['s1NLaDQT000001', 's1NLaDQT022248'],
    recipients: [
      {
        address: 'u@d.example',
        status: 'delivered',
        relay: 'mx.d[198.51.100.7]',
        delay: 8,
        attempts: 2,
        next: { host: 'mx.d[198.51.100.7]', queueId: '4F00AA' },
      },
      { address: 'v@d.example', status: 'bounced', dsn: '5.1.1', reply: 'User unknown', attempts: 1 },
    ],
  })
})

test('OpenSMTPD', async () => {
  const line = (second: number, text: string) => `Mar  3 06:00:0${second} mx1 smtpd[2]: ${text}\n`
  const log =
    line(1, 'f274cf35d39a7d0a smtp connected address=192.0.2.1 host=mx.b.example') +
    line(1, 'f274cf35d39a7d0a smtp message msgid=a9a1b2c3 size=460 nrcpt=1 proto=ESMTP') +
    line(1, 'f274cf35d39a7d0a smtp envelope evpid=a9a1b2c300000001 from=<a@b.example> to=<u@d.example>') +
    line(
      2,
      'f274cf35d39a7d0b mta delivery evpid=a9a1b2c300000001 from=<a@b.example> to=<u@d.example> rcpt=<-> source="192.0.2.9" relay="198.51.100.7 (mx.d)" delay=1s result="TempFail" stat="450 4.2.0 Greylisted"',
    ) +
    line(
      5,
      'f274cf35d39a7d0c mta delivery evpid=a9a1b2c300000001 from=<a@b.example> to=<u@d.example> rcpt=<-> source="192.0.2.9" relay="198.51.100.7 (mx.d)" delay=4s result="Ok" stat="250 2.0.0 ok"',
    )
  const [message, ...more] = await trace(log, { from: 'a@b.example' })
  expect(more).toEqual([])
  expect(message).toMatchObject({
    sender: 'a@b.example',
    size: 460,
    queueIds: ['a9a1b2c3'],
    recipients: [
      {
        address: 'u@d.example',
        status: 'delivered',
        relay: 'mx.d[198.51.100.7]',
        dsn: '2.0.0',
        reply: '250 2.0.0 ok',
        delay: 4,
        attempts: 2,
      },
    ],
  })
})
