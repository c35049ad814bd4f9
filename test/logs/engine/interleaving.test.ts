import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpackedBlocks } from '../../../src/access/host/log-files.ts'
import { totalsOfText } from './feed.ts'

const numRuns = process.env['FUZZ'] === 'long' ? 5_000 : 150
const at = (text: string) => `2026-03-03T06:00:01+01:00 mx1 ${text}\n`

/** One message's lines, in the order in which one process after the other writes them. */
const journeys: readonly ((id: string) => readonly string[])[] = [
  (id) => [
    at(`postfix/smtpd[1]: ${id}: client=h.b.example[192.0.2.1]`),
    at(`postfix/cleanup[2]: ${id}: message-id=<${id}@b.example>`),
    at(`postfix/qmgr[3]: ${id}: from=<a${id}@b.example>, size=1000, nrcpt=1 (queue active)`),
    at(
      `postfix/smtp[4]: ${id}: to=<u@d.example>, relay=mx.d[198.51.100.7]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F)`,
    ),
    at(`postfix/qmgr[3]: ${id}: removed`),
  ],
  (id) => [
    at(`postfix/smtpd[1]: ${id}A: client=h.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username=anna`),
    at(`postfix/cleanup[2]: ${id}A: message-id=<${id}@b.example>`),
    at(`postfix/qmgr[3]: ${id}A: from=<a@b.example>, size=1000, nrcpt=1 (queue active)`),
    at(`postfix/smtpd[5]: ${id}B: client=localhost[127.0.0.1]`),
    at(`postfix/cleanup[2]: ${id}B: message-id=<${id}@b.example>`),
    at(`postfix/qmgr[3]: ${id}B: from=<a@b.example>, size=1200, nrcpt=1 (queue active)`),
    at(
      `postfix/smtp[4]: ${id}A: to=<u@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${id}B)`,
    ),
    at(`postfix/qmgr[3]: ${id}A: removed`),
    at(
      `postfix/lmtp[6]: ${id}B: to=<u@d.example>, relay=d[private/dovecot-lmtp], delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 <u@d.example> x Saved)`,
    ),
    at(`postfix/qmgr[3]: ${id}B: removed`),
  ],
  (id) => [
    at(
      `postfix/smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <${id}@d>: Relay access denied; from=<a@b> to=<${id}@d> proto=ESMTP helo=<x>`,
    ),
  ],
  (id) => [
    at(`postfix/pickup[1]: ${id}: uid=33 from=<www>`),
    at(`postfix/cleanup[2]: ${id}: message-id=<${id}@b.example>`),
    at(`postfix/qmgr[3]: ${id}: from=<www@b.example>, size=500, nrcpt=1 (queue active)`),
    at(
      `postfix/smtp[4]: ${id}: to=<u@e.example>, relay=none, delay=9, delays=0/0/9/0, dsn=4.4.1, status=deferred (connect to mx.e[198.51.100.9]:25: Connection timed out)`,
    ),
  ],
  (id) => [
    at(`smtpd[9]: 0000${id.toLowerCase()}cdef smtp connected address=192.0.2.1 host=h`),
    at(
      `smtpd[9]: 0000${id.toLowerCase()}cdef smtp message msgid=${id.toLowerCase()} size=10 nrcpt=1 proto=ESMTP`,
    ),
    at(
      `smtpd[9]: 0000${id.toLowerCase()}cdef smtp envelope evpid=${id.toLowerCase()}00000001 from=<a@b> to=<u@d>`,
    ),
    at(
      `smtpd[9]: 1111${id.toLowerCase()}cdef mda delivery evpid=${id.toLowerCase()}00000001 from=<a@b> to=<u@d> rcpt=<u@d> user=u delay=0s result=Ok stat=Delivered`,
    ),
  ],
  (id) => [
    at(
      `sm-mta[9]: s1NLaD${id}: from=<a@b>, size=12, class=0, nrcpts=1, msgid=<x@y>, proto=ESMTP, relay=h [192.0.2.1]`,
    ),
    at(
      `sm-mta[9]: s1NLaD${id}: to=<u@d>, delay=00:00:00, mailer=esmtp, pri=1, relay=mx. [198.51.100.7], dsn=2.0.0, stat=Sent (ok)`,
    ),
  ],
  (id) => [
    at(`exim[9]: 1vbG8L-${id.slice(2)}-Ny <= a@b.example H=mx.b [192.0.2.1] P=esmtp S=1234 id=${id}@y`),
    at(
      `exim[9]: 1vbG8L-${id.slice(2)}-Ny => u@d.example R=dnslookup T=remote_smtp H=mx.d [198.51.100.7] C="250 OK"`,
    ),
    at(`exim[9]: 1vbG8L-${id.slice(2)}-Ny Completed`),
  ],
]

/** Messages of any kinds, and an order of their lines in which each keeps its own. */
const mixes = fc.array(fc.nat(journeys.length - 1), { minLength: 1, maxLength: 12 }).chain((kinds) => {
  const lists = kinds.map(
    (kind, at) => journeys[kind]?.((0x3c1f5200 + 17 * at).toString(16).toUpperCase()) ?? [],
  )
  const turns = lists.flatMap((lines, at) => lines.map(() => at))
  return fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => ({ lists, order }))
})

test('independent journeys in any order of their lines give the same totals', () => {
  fc.assert(
    fc.property(mixes, ({ lists, order }) => {
      const whole = totalsOfText(lists.flat().join(''))
      const left = lists.map((lines) => [...lines])
      const mixed = order.map((list) => left[list]?.shift() ?? '').join('')
      // Which text of a form came first, and where, differs.
      const { replies: _one, figures: _two, ...told } = totalsOfText(mixed)
      const { replies: _three, figures: _four, ...expected } = whole
      expect(told).toEqual(expected)
      expect(whole.strangers).toEqual([])
    }),
    { numRuns },
  )
})

test('packed or not, the totals are the same', async () => {
  const text = Buffer.from(journeys.flatMap((journey) => journey('3C1F5201')).join(''))
  const blocks: Buffer[] = []
  for await (const block of unpackedBlocks('x.gz', () => Readable.from([gzipSync(text)])))
    blocks.push(Buffer.from(block as Buffer))
  expect(totalsOfText(Buffer.concat(blocks))).toEqual(totalsOfText(text))
})

test('changed and cut lines of every mail server are no error, and each is counted', () => {
  const lines = journeys.flatMap((journey) => journey('3C1F5201'))
  const change = fc.tuple(
    fc.nat(lines.length - 1),
    fc.nat(250),
    fc.integer({ min: 32, max: 255 }),
    fc.nat(250),
  )
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
      const changed = changes.map(([number, place, byte, end]) => {
        const line = Buffer.from(lines[number]?.trimEnd() ?? '')
        // Behind the stamp: stamps that fit their neighbours' length are not looked at byte by byte.
        line[26 + (place % (line.length - 26))] = byte
        return Buffer.concat([line.subarray(0, end % 5 === 0 ? end : line.length), Buffer.from('\n')])
      })
      const whole = totalsOfText(Buffer.concat(changed))
      expect(whole.lines.total).toBe(changes.length)
      expect(totalsOfText(Buffer.concat(changed), { blocks: [61, 7] })).toEqual(whole)
    }),
    { numRuns },
  )
})
