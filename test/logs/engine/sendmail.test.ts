import { expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const log = (lines: readonly string[], tag = 'sm-mta') =>
  lines.map((line, at) => `Feb 23 21:36:${String(10 + at)} mx1 ${tag}[22248]: ${line}\n`).join('')
const id = 's1NLaDQT022248'
const from = `${id}: from=<a@b.example>, size=1234, class=0, nrcpts=3, msgid=<x@y>, proto=ESMTP, daemon=MTA, relay=mx.b.example [192.0.2.1]`
const to = (recipients: string, dsn: string, stat: string) =>
  `${id}: to=${recipients}, delay=00:00:02, xdelay=00:00:02, mailer=esmtp, pri=31234, relay=mx.d. [198.51.100.7], dsn=${dsn}, stat=${stat}`

test('a message with three recipients', () => {
  const totals = totalsOfText(
    log([
      from,
      to('<u@d.example>,<v@d.example>', '2.0.0', 'Sent (ok: queued as 4F)'),
      to('<w@e.example>', '4.2.0', 'Deferred: 450 4.2.0 Greylisted'),
      to('<w@e.example>', '5.1.1', 'User unknown'),
    ]),
  )
  expect(totals.lines.unknown).toBe(0)
  expect(totals.counters).toMatchObject({
    received: 1,
    bytesReceived: 1234,
    delivered: 2,
    deferredEvents: 1,
    deferredMessages: 1,
    bounced: 1,
  })
  expect(totals.recipients.map(({ name }) => name)).toEqual(['u@d.example', 'v@d.example'])
  expect(totals.deferrals).toEqual([{ name: 'greylisted', count: 1 }])
  expect(totals.bounces).toEqual([{ name: 'user-unknown', count: 1 }])
})

test('sendmail(1) hands it to the daemon: one message', () => {
  const { counters } = totalsOfText(
    log([
      's1NLaDQT000001: from=anna, size=100, class=0, nrcpts=1, msgid=<x@y>, relay=anna@localhost',
      `${id}: from=<anna@b.example>, size=300, class=0, nrcpts=1, msgid=<x@y>, proto=ESMTP, daemon=MTA, relay=localhost [127.0.0.1]`,
      `s1NLaDQT000001: to=u@d.example, ctladdr=anna (1000/1000), delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30100, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (${id} Message accepted for delivery)`,
      to('<u@d.example>', '2.0.0', 'Sent (ok)'),
    ]),
  )
  expect(counters).toMatchObject({ received: 1, bytesReceived: 100, delivered: 1, bytesDelivered: 300 })
})

test.each([
  [
    `${id}: ruleset=check_rcpt, arg1=<u@d.example>, relay=h [192.0.2.5] (may be forged), reject=550 5.7.1 <u@d.example>... Relaying denied`,
    'relay-denied',
  ],
  [
    'ruleset=check_relay, arg1=h, arg2=192.0.2.5, relay=h [192.0.2.5], reject=421 4.3.2 Connection rate limit exceeded.',
    'rate-limited',
  ],
  [`${id}: <u@d.example>... User unknown`, 'user-unknown'],
])('refused: %s', (line, reason) => {
  const { counters, rejects } = totalsOfText(log([line]))
  expect([counters.rejected, rejects.map(({ name }) => name)]).toEqual([1, [reason]])
})

test('nothing was tried: queued', () => {
  const { counters } = totalsOfText(log([from, to('<u@d.example>', '4.0.0', 'queued')]))
  expect([counters.received, counters.deferredEvents]).toEqual([1, 0])
})

test('given up; a wrong password; trouble', () => {
  const { counters, failedLogins, warnings } = totalsOfText(
    log([
      from,
      `${id}: s1NLaDQT099999: DSN: Cannot send message for 5 days`,
      '26H8MRrS025411: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): authentication failure: checkpass failed, relay=[192.0.2.9]',
      'NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA: cannot bind: Address already in use',
    ]),
  )
  expect([counters.expired, failedLogins.total, warnings.length]).toEqual([1, 1, 1])
})
