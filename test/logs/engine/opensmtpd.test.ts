import { expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const log = (lines: readonly string[]) =>
  lines.map((line, at) => `May  6 20:21:${String(10 + at)} mx1 smtpd[3920]: ${line}\n`).join('')

const connected = 'f274cf34b7d0786b smtp connected address=192.0.2.1 host=mx.b.example'
const message = 'f274cf34b7d0786b smtp message msgid=78e5c402 size=1118 nrcpt=2 proto=ESMTP'
const envelope = (id: string, to: string, from = 'a@b.example') =>
  `f274cf34b7d0786b smtp envelope evpid=${id} from=<${from}> to=<${to}>`
const mta = (id: string, to: string, result: string, stat: string, relay = '198.51.100.7 (mx.d.example)') =>
  `f274cf35d39a7d0b mta delivery evpid=${id} from=<a@b.example> to=<${to}> rcpt=<-> source="192.0.2.9" relay="${relay}" delay=1s result="${result}" stat="${stat}"`
const [first, second] = ['78e5c402920bcc4f', '78e5c402aaaaaaaa']

test('since 6.4: a message, its envelopes, what became of each', () => {
  const totals = totalsOfText(
    log([
      connected,
      'f274cf34b7d0786b smtp authentication user=anna result=ok',
      message,
      envelope(first, 'u@d.example'),
      envelope(second, 'v@e.example'),
      `f274cf35d39a7d0b mda delivery evpid=${first} from=<a@b.example> to=<u@d.example> rcpt=<u@d.example> user=u delay=1s result=Ok stat=Delivered`,
      mta(second, 'v@e.example', 'TempFail', '450 4.2.0 Greylisted'),
      mta(second, 'v@e.example', 'PermFail', '550 5.1.1 User unknown'),
      'f274cf34b7d0786b smtp disconnected reason=quit',
    ]),
  )
  expect(totals.lines.unknown).toBe(0)
  expect(totals.counters).toMatchObject({
    received: 1,
    bytesReceived: 1118,
    delivered: 1,
    bytesDelivered: 1118,
    deferredEvents: 1,
    deferredMessages: 1,
    bounced: 1,
  })
  expect(totals.senders).toEqual([{ name: 'a@b.example', count: 1 }])
  expect(totals.recipients).toEqual([{ name: 'u@d.example', count: 1 }])
  expect(totals.saslUsers).toEqual([{ name: 'anna', count: 1 }])
  expect(totals.deferrals).toEqual([{ name: 'greylisted', count: 1 }])
  expect(totals.bounces).toEqual([{ name: 'user-unknown', count: 1 }])
})

test('a filter that gives it back is one message', () => {
  const back = '1111aaaa22223333'
  const { counters, senders } = totalsOfText(
    log([
      connected,
      message,
      envelope(first, 'u@d.example'),
      '9999cf34b7d0786b smtp connected address=127.0.0.1 host=localhost',
      '9999cf34b7d0786b smtp message msgid=1111aaaa size=1200 nrcpt=1 proto=ESMTP',
      `9999cf34b7d0786b smtp envelope evpid=${back} from=<a@b.example> to=<u@d.example>`,
      mta(
        first,
        'u@d.example',
        'Ok',
        '250 2.0.0 1111aaaa Message accepted for delivery',
        '127.0.0.1 (localhost)',
      ),
      mta(back, 'u@d.example', 'Ok', '250 2.0.0 Ok: queued as 4F'),
    ]),
  )
  expect(counters).toMatchObject({ received: 1, bytesReceived: 1118, delivered: 1, bytesDelivered: 1200 })
  expect(senders).toEqual([{ name: 'a@b.example', count: 1 }])
})

test('a bounce is not received, but its delivery counts', () => {
  const { counters, uniqueSenders } = totalsOfText(
    log([
      'aaaacf34b7d0786b smtp connected address=local host=mx1',
      'aaaacf34b7d0786b smtp message msgid=2222bbbb size=900 nrcpt=1 proto=ESMTP',
      'aaaacf34b7d0786b smtp envelope evpid=2222bbbb00000001 from=<> to=<a@b.example>',
      mta('2222bbbb00000001', 'a@b.example', 'Ok', '250 2.0.0 Ok'),
    ]),
  )
  expect([counters.received, counters.delivered, uniqueSenders]).toEqual([0, 1, 0])
})

test.each([
  ['command="RCPT TO:<x@d.example>" result="550 Invalid recipient"', 1],
  ['command="" result="421 you must have rDNS to contact this MX"', 1],
  ['command="DATA" result="550 message rejected"', 1],
  ['command="AUTH LOGIN" result="503 5.5.1 Invalid command: Command not supported"', 0],
  ['command="RCPT TO:<x>" result="503 5.5.1 Invalid command: Command not allowed at this point."', 0],
])('failed-command %s', (fields, rejected) => {
  const { counters, lines } = totalsOfText(log([connected, `f274cf34b7d0786b smtp failed-command ${fields}`]))
  expect([counters.rejected, lines.unknown]).toEqual([rejected, 0])
})

test('a wrong password', () => {
  const { failedLogins } = totalsOfText(
    log([connected, 'f274cf34b7d0786b smtp authentication user=anna result=permfail']),
  )
  expect(failedLogins).toMatchObject({ total: 1, networks: [{ network: '192.0.2.0/24', failures: 1 }] })
})

test('6.0 to 6.3: a line for each recipient', () => {
  const { counters, lines, senders } = totalsOfText(
    log([
      'f274cf34b7d0786b smtp event=connected address=192.0.2.1 host=mx.b.example',
      'f274cf34b7d0786b smtp event=message address=192.0.2.1 host=mx.b.example msgid=78e5c402 from=<a@b.example> to=<u@d.example> size=500 ndest=1 proto=ESMTP',
      'f274cf34b7d0786b smtp event=message address=192.0.2.1 host=mx.b.example msgid=78e5c402 from=<a@b.example> to=<v@d.example> size=500 ndest=1 proto=ESMTP',
      `f274cf35d39a7d0b mta event=delivery evpid=${first} from=<a@b.example> to=<u@d.example> rcpt=<-> source="192.0.2.9" relay="198.51.100.7 (mx.d)" delay=1s result="Ok" stat="250 ok"`,
      'f274cf34b7d0786b smtp event=closed address=192.0.2.1 host=mx.b.example reason=quit',
    ]),
  )
  expect(counters).toMatchObject({ received: 1, bytesReceived: 500, delivered: 1 })
  expect([lines.unknown, senders]).toEqual([0, [{ name: 'a@b.example', count: 1 }]])
})

test('5.x', () => {
  const { counters, lines, deferrals } = totalsOfText(
    log([
      'smtp-in: New session 08d856b172f69c5c from host mx.b.example [192.0.2.1]',
      'smtp-in: Accepted message 4296f490 on session 08d856b172f69c5c: from=<a@b.example>, to=<u@d.example>, size=1746, ndest=1, proto=ESMTP',
      'smtp-in: Failed command on session 08d856b172f69c5c: "RCPT TO:<x@d.example>" => 550 Invalid recipient',
      'relay: TempFail for 4296f490ed3c3b14: session=08d856b5, from=<a@b.example>, to=<u@d.example>, rcpt=<->, source=192.0.2.9, relay=198.51.100.7 (mx.d), delay=3s, stat=450 4.2.0 Greylisted',
      'relay: Ok for 4296f490ed3c3b14: session=08d856b6, from=<a@b.example>, to=<u@d.example>, rcpt=<->, source=192.0.2.9, relay=198.51.100.7 (mx.d), delay=3s, stat=250 ok',
      'smtp-in: Closing session 08d856b172f69c5c',
      'relay: Expire for 5555f490ed3c3b14: from=<a@b.example>, to=<w@d.example>, rcpt=<->, delay=4d, stat=Envelope expired',
    ]),
  )
  expect(counters).toMatchObject({ received: 1, delivered: 1, deferredEvents: 1, rejected: 1, expired: 1 })
  expect([lines.unknown, deferrals]).toEqual([0, [{ name: 'greylisted', count: 1 }]])
})
