import { expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const at = (seconds: number, text: string) =>
  `2026-03-03T06:00:${String(seconds).padStart(2, '0')}.000000+01:00 mx1 ${text}\n`
const arrival = (id: string, client: string, seconds: number, messageId = `${id}@x`) =>
  at(seconds, `postfix/smtpd[1]: ${id}: client=${client}`) +
  at(seconds, `postfix/cleanup[2]: ${id}: message-id=<${messageId}>`)
const active = (id: string, seconds: number, from = 'a@b.example', size = 1000) =>
  at(seconds, `postfix/qmgr[3]: ${id}: from=<${from}>, size=${size}, nrcpt=1 (queue active)`)
const delivery = (id: string, seconds: number, rest: string, program = 'smtp', to = 'u@d.example') =>
  at(seconds, `postfix/${program}[4]: ${id}: to=<${to}>, relay=${rest}`)
const sent = 'delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent'
const removed = (id: string, seconds: number) => at(seconds, `postfix/qmgr[3]: ${id}: removed`)

const remote = 'mx.d.example[198.51.100.7]:25'
const plain =
  arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1) +
  active('AAAAA1', 2) +
  delivery('AAAAA1', 3, `${remote}, ${sent} (250 2.0.0 Ok: queued as 4F1B2C3D4E)`) +
  removed('AAAAA1', 3)

test('a plain message', () => {
  const { counters, from, to } = totalsOfText(plain)
  expect(counters).toMatchObject({ received: 1, delivered: 1, bytesReceived: 1000, bytesDelivered: 1000 })
  expect([from, to]).toEqual(['2026-03-03T06:00:01.000000+01:00', '2026-03-03T06:00:03.000000+01:00'])
})

test('a queue ID is used again: two messages', () => {
  const again = plain.replaceAll('06:00:', '06:05:')
  expect(totalsOfText(plain + again).counters).toMatchObject({ received: 2, delivered: 2 })
})

test('the same without "removed", which was lost', () => {
  const lost = plain.replace(/.*removed\n/, '')
  const again = plain.replaceAll('06:00:', '06:05:')
  expect(totalsOfText(lost + again).counters).toMatchObject({
    received: 2,
    delivered: 2,
    bytesReceived: 2000,
  })
})

const filtered =
  arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1, 'm@x') +
  active('AAAAA1', 2) +
  arrival('BBBBB2', 'localhost[127.0.0.1]', 4, 'm@x') +
  active('BBBBB2', 4, 'a@b.example', 1500) +
  delivery(
    'AAAAA1',
    5,
    `127.0.0.1[127.0.0.1]:10024, ${sent} (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as BBBBB2)`,
  ) +
  removed('AAAAA1', 5) +
  delivery('BBBBB2', 6, `${remote}, ${sent} (250 ok)`) +
  removed('BBBBB2', 6)

test('re-injection by a filter is one message', () => {
  expect(totalsOfText(filtered).counters).toMatchObject({
    received: 1,
    delivered: 1,
    bytesReceived: 1000,
    bytesDelivered: 1500,
  })
})

test('also where the second file is gone before the first is sent', () => {
  const lines = filtered.trimEnd().split('\n')
  const [first, ...rest] = lines.filter((line) => /AAAAA1: (to=|removed)/.test(line))
  const others = lines.filter((line) => !/AAAAA1: (to=|removed)/.test(line))
  expect(totalsOfText(`${[...others, first, ...rest].join('\n')}\n`).counters).toMatchObject({
    received: 1,
    delivered: 1,
  })
})

test('a deferral on both hops is one deferred message', () => {
  const deferred =
    'delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to h[192.0.2.9]:25: Connection refused)'
  const log = filtered
    .replace(/(.*AAAAA1: to=)/, `${delivery('AAAAA1', 3, `none, ${deferred}`)}$1`)
    .replace(/(.*BBBBB2: to=)/, `${delivery('BBBBB2', 5, `none, ${deferred}`)}$1`)
  expect(totalsOfText(log).counters).toMatchObject({ deferredEvents: 2, deferredMessages: 1, delivered: 1 })
})

test("a remote server's queue ID that is also one of ours joins nothing", () => {
  const log =
    arrival('BBBBB2', 'h.c.example[192.0.2.77]', 1) +
    active('BBBBB2', 1) +
    plain.replace('4F1B2C3D4E', 'BBBBB2')
  expect(totalsOfText(log).counters).toMatchObject({ received: 2, delivered: 1 })
})

test('orig_queue_id says it before the first is sent', () => {
  const log = filtered.replace(
    'client=localhost[127.0.0.1]',
    'client=h[192.0.2.1], orig_queue_id=AAAAA1, orig_client=h[192.0.2.1]',
  )
  expect(totalsOfText(log).counters.received).toBe(1)
})

test('local(8) forwards', () => {
  const log =
    at(1, 'postfix/pickup[5]: AAAAA1: uid=0 from=<root>') +
    at(1, 'postfix/cleanup[2]: AAAAA1: message-id=<m@x>') +
    active('AAAAA1', 1) +
    at(2, 'postfix/cleanup[2]: BBBBB2: message-id=<m@x>') +
    delivery('AAAAA1', 2, `local, ${sent} (forwarded as BBBBB2)`, 'local', 'root@d.example') +
    active('BBBBB2', 2) +
    delivery('BBBBB2', 3, `${remote}, ${sent} (250 ok)`)
  expect(totalsOfText(log).counters).toMatchObject({ received: 1, delivered: 1 })
})

test.each([
  ['picked up with the same message-id: one message', 'm@x', { received: 1, delivered: 1 }],
  ['another message-id: a vacation notice', 'other@x', { received: 2, delivered: 2 }],
])('pipe(8), %s', (_name, messageId, totals) => {
  const log =
    arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1, 'm@x') +
    active('AAAAA1', 1) +
    at(2, 'postfix/pickup[5]: BBBBB2: uid=110 from=<a@b.example>') +
    at(2, `postfix/cleanup[2]: BBBBB2: message-id=<${messageId}>`) +
    delivery('AAAAA1', 3, `spam, ${sent} (delivered via spam service)`, 'pipe') +
    active('BBBBB2', 3) +
    delivery('BBBBB2', 4, `${remote}, ${sent} (250 ok)`)
  expect(totalsOfText(log).counters).toMatchObject(totals)
})

test('requeued by postsuper: the same message under a new name', () => {
  const log =
    arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1) +
    active('AAAAA1', 1) +
    at(2, 'postfix/pickup[5]: BBBBB2: uid=0 from=<a@b.example> orig_id=AAAAA1') +
    active('BBBBB2', 3)
  expect(totalsOfText(log).counters).toMatchObject({ received: 1, bytesReceived: 1000 })
})

test('a notification is not received, but its delivery counts', () => {
  const log =
    plain.replace(/.*to=<.*\n.*removed\n/, '') +
    delivery(
      'AAAAA1',
      3,
      `${remote}, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.d.example[198.51.100.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command))`,
    ) +
    at(3, 'postfix/cleanup[2]: CCCCC3: message-id=<n@x>') +
    at(3, 'postfix/bounce[6]: AAAAA1: sender non-delivery notification: CCCCC3') +
    active('CCCCC3', 3, '') +
    removed('AAAAA1', 3) +
    delivery('CCCCC3', 4, `${remote}, ${sent} (250 ok)`)
  const totals = totalsOfText(log)
  expect(totals.counters).toMatchObject({ received: 1, bounced: 1, delivered: 1, bytesReceived: 1000 })
  expect(totals.bounces).toEqual([{ name: 'user-unknown', count: 1 }])
})

test('a probe counts nowhere', () => {
  const log =
    at(1, 'postfix/pickup[5]: AAAAA1: uid=0 from=<root>') +
    active('AAAAA1', 1) +
    delivery('AAAAA1', 2, `${remote}, delay=1, delays=0/0/0/1, dsn=2.1.5, status=deliverable (250 ok)`)
  expect(totalsOfText(log).counters).toMatchObject({ received: 0, delivered: 0, bytesReceived: 0 })
})

test.each([
  [
    'held, then released and delivered',
    'milter-hold: END-OF-MESSAGE from h.b.example[192.0.2.1]: milter triggers HOLD action; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>',
    true,
    { received: 1, held: 1, delivered: 1, bytesReceived: 1000 },
  ],
  [
    'refused after DATA',
    'milter-reject: END-OF-MESSAGE from h.b.example[192.0.2.1]: 5.7.1 Spam; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>',
    false,
    { received: 0, rejected: 1 },
  ],
  [
    'dropped by header_checks',
    'discard: header Subject: status=sent (x) from h.b.example[192.0.2.1]; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>: go away',
    false,
    { received: 1, discarded: 1, delivered: 0 },
  ],
])('%s', (_name, words, goesOn, totals) => {
  const log =
    arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1) +
    at(2, `postfix/cleanup[2]: AAAAA1: ${words}`) +
    (goesOn ? active('AAAAA1', 3) + delivery('AAAAA1', 4, `${remote}, ${sent} (250 ok)`) : '')
  expect(totalsOfText(log).counters).toMatchObject(totals)
})

test('dropped by amavis though "sent"', () => {
  const log =
    arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1) +
    active('AAAAA1', 2) +
    delivery(
      'AAAAA1',
      3,
      `127.0.0.1[127.0.0.1]:10024, ${sent} (250 2.7.0 Ok, discarded, id=12345-06 - INFECTED: Eicar)`,
    )
  expect(totalsOfText(log).counters).toMatchObject({ received: 1, delivered: 0, discarded: 1 })
})

test('expired is one message, however many recipients', () => {
  const log =
    arrival('AAAAA1', 'h.b.example[192.0.2.1]', 1) +
    active('AAAAA1', 2) +
    at(3, 'postfix/qmgr[3]: AAAAA1: from=<a@b.example>, status=expired, returned to sender')
  expect(totalsOfText(log).counters).toMatchObject({ received: 1, expired: 1, bounced: 0 })
})

test('hosts and instances have queues of their own', () => {
  const other = plain.replaceAll(' mx1 ', ' mx2 ')
  const log = plain
    .split('\n')
    .flatMap((line, index) => [line, other.split('\n')[index] ?? ''])
    .filter(Boolean)
    .join('\n')
  expect(totalsOfText(log).counters).toMatchObject({ received: 2, delivered: 2 })
})

test('message repeated: refusals count again, with a queue ID nothing does', () => {
  const reject =
    'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <u@d.example>: Relay access denied; from=<a@b> to=<u@d.example> proto=ESMTP helo=<h>'
  const log =
    at(1, `postfix/smtpd[1]: ${reject}`) + at(2, `postfix/smtpd[1]: message repeated 3 times: [ ${reject}]`)
  expect(totalsOfText(log).rejects).toEqual([{ name: 'relay-denied', count: 4 }])
})

test('addresses: domains in any case, local parts as they are, odd ones in quotes', () => {
  const to = (address: string, seconds: number) =>
    delivery('AAAAA1', seconds, `${remote}, ${sent} (250 ok)`, 'smtp', address)
  const log =
    active('AAAAA1', 1) +
    to('u@D.example', 2) +
    to('u@d.EXAMPLE', 3) +
    to('U@d.example', 4) +
    to('"odd>, status=deferred"@d.example', 5)
  const totals = totalsOfText(log)
  expect(totals.uniqueRecipients).toBe(3)
  expect(totals.counters).toMatchObject({ delivered: 4, deferredEvents: 0, received: 0 })
})

test('smtpd puts a message on hold before its content is there', () => {
  const hold =
    'hold: RCPT from h.b.example[192.0.2.1]: <u@d.example>: Recipient address triggers HOLD action; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>'
  const log =
    at(1, 'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1]') +
    at(1, `postfix/smtpd[1]: AAAAA1: ${hold}`) +
    at(2, 'postfix/cleanup[2]: AAAAA1: message-id=<m@x>') +
    at(9, 'postfix/postsuper[7]: AAAAA1: removed')
  const totals = totalsOfText(log)
  expect(totals.counters).toMatchObject({ received: 1, held: 1, delivered: 0 })
  expect(totals.senders).toEqual([{ name: 'a@b.example', count: 1 }])
})

test.each([
  ['folded domains, upper case, two @', '"A@B"@D.Example', '"A@B"@d.example'],
  ['no domain', 'root', 'root'],
  ['UTF-8', 'jörg@bücher.example', 'jörg@bücher.example'],
  ['bytes that are no text', '\u0000x@d.example', '\u0000x@d.example'],
])('names: %s', (_name, written, told) => {
  const log = active('AAAAA1', 1) + delivery('AAAAA1', 2, `${remote}, ${sent} (250 ok)`, 'smtp', written)
  expect(totalsOfText(log).recipients).toEqual([{ name: told, count: 1 }])
})
