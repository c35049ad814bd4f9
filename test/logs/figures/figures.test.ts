import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buckets } from '../../../src/logs/engine/memory-layout.ts'
import { DelayFields } from '../../../src/logs/figures/delay-fields.ts'
import { bucketOf, Histograms, middleOf, mostMilliseconds } from '../../../src/logs/figures/histograms.ts'
import { networkOf } from '../../../src/logs/figures/networks.ts'
import { PairCounts } from '../../../src/logs/figures/pair-counts.ts'
import { totalsOfText } from '../engine/feed.ts'

describe('histograms', () => {
  test('a value is known to 1/16', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: mostMilliseconds }), (value) => {
        expect(bucketOf(value)).toBeLessThan(buckets)
        expect(Math.abs(middleOf(bucketOf(value)) - value)).toBeLessThanOrEqual(value / 16)
      }),
    )
  })

  test('buckets are in the order of their values', () => {
    fc.assert(
      fc.property(fc.nat(mostMilliseconds - 1), fc.nat(mostMilliseconds), (a, b) => {
        if (a <= b) expect(bucketOf(a)).toBeLessThanOrEqual(bucketOf(b))
      }),
    )
  })

  test('what is taken back is gone; rows do not mix', () => {
    const histograms = new Histograms(71)
    histograms.add(0, 100, 1)
    histograms.add(70, 5_000, 1)
    histograms.add(0, 100, -1)
    expect(histograms.percentiles(0)).toBeUndefined()
    expect(histograms.percentiles(70)).toEqual({ count: 1, p50: 4.86, p90: 4.86, p99: 4.86 })
    expect(histograms.percentiles(7_000)).toBeUndefined()
  })
})

describe('pair counts', () => {
  test('are those of a Map', () => {
    const pair = fc.tuple(fc.nat(2 ** 30), fc.nat(2 ** 30), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 600 }), (pairs) => {
        const counts = new PairCounts(1_000)
        const expected = new Map<string, number>()
        for (const [first, second, amount] of pairs) {
          counts.add(first, second, amount)
          const key = `${first} ${second}`
          expected.set(key, (expected.get(key) ?? 0) + amount)
        }
        const told = [...counts.entries()].map(
          ({ first, second, count }) => [`${first} ${second}`, count] as const,
        )
        expect(new Map(told)).toEqual(expected)
      }),
    )
  })

  test('beyond the bound nothing grows, and it is known', () => {
    const counts = new PairCounts(10)
    for (let first = 0; first < 50; first++) counts.add(first, 1, 2)
    expect([...counts.entries()]).toHaveLength(10)
    expect(counts.overflow).toBe(80)
  })
})

describe('times of a delivery line', () => {
  function read(text: string): { total: number; stages: number[] | undefined } {
    const bytes = Buffer.from(text)
    const fields = new DelayFields()
    fields.read(bytes, 0, bytes.length)
    return { total: fields.total, stages: fields.hasStages ? [...fields.stages] : undefined }
  }

  test.each([
    ['relay=mx.d[198.51.100.7]:25, delay=0.35, delays=0.04/0.01/0.1/0.2, dsn=2.0.0', 350, [40, 10, 100, 200]],
    [
      'relay=mx[1.2.3.4]:25, conn_use=2, delay=12, delays=11/0/0.001/1.5, dsn=4.4.1',
      12_000,
      [11_000, 0, 1, 1_500],
    ],
    ['relay=none, delay=432000, delays=432000/0/0/0, dsn=4.4.1', 432_000_000, [432_000_000, 0, 0, 0]],
    ['relay=local, delay=3', 3_000, undefined],
    ['relay=local, delay=3, dsn=2.0.0', 3_000, undefined],
    ['relay=delays=9/9/9/9.example[1.2.3.4]:25', -1, undefined],
    ['relay=none, delay=99999999999999, delays=1/2/3, dsn=4.4.1', mostMilliseconds, undefined],
    ['', -1, undefined],
  ] as const)('%s', (text, total, stages) => {
    expect(read(text)).toEqual({ total, stages })
  })

  test('nothing hostile is an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'delays=/., 0123456789') }),
        (text) => void read(text),
      ),
    )
  })
})

test.each([
  ['203.0.113.9', '203.0.113.0/24'],
  ['2001:db8:1:2::7', '2001:db8:1::/48'],
  ['2001:db8::7', '2001:db8::/48'],
  ['::1', '::/48'],
  ['fe80::1%eth0', 'fe80::/48'],
  ['unknown', ''],
  ['', ''],
])('the network of %s', (address, network) => expect(networkOf(address)).toBe(network))

describe('users who suddenly send more', () => {
  const sent = (hour: number, user: string, count: number, recipients = 1): string =>
    Array.from({ length: count }, (_, index) => {
      const time = new Date(Date.UTC(2026, 2, 3) + hour * 3_600_000 + index * 1_000)
        .toISOString()
        .slice(0, 19)
      const id = `${(hour + 16).toString(16)}${(index + 4096).toString(16)}${user.length}`.toUpperCase()
      return (
        `${time}+00:00 mx1 postfix/smtpd[1]: ${id}: client=h[192.0.2.1], sasl_method=PLAIN, sasl_username=${user}\n` +
        `${time}+00:00 mx1 postfix/qmgr[3]: ${id}: from=<a@b.example>, size=10, nrcpt=${recipients} (queue active)\n`
      )
    }).join('')
  const sudden = (...parts: string[]) => totalsOfText(parts.join('')).figures.suddenSenders

  test('five times the busiest hour before', () => {
    expect(sudden(sent(0, 'anna', 12), sent(10, 'anna', 3), sent(30, 'anna', 60))).toEqual([
      {
        user: 'anna',
        per: 'hour',
        at: '2026-03-04T06',
        messages: 60,
        recipients: 60,
        before: 12,
        periodsBefore: 2,
      },
    ])
  })

  test('few messages to many recipients', () => {
    expect(sudden(sent(0, 'anna', 12), sent(30, 'anna', 5, 100))).toMatchObject([
      { messages: 5, recipients: 500 },
    ])
  })

  test.each([
    ['as much as yesterday', [sent(0, 'anna', 60), sent(24, 'anna', 80)]],
    ['four times as much', [sent(0, 'anna', 20), sent(30, 'anna', 80)]],
    ['much less than fifty', [sent(0, 'anna', 1), sent(30, 'anna', 40)]],
    ['a log that does not go back a day', [sent(0, 'anna', 1), sent(20, 'anna', 90)]],
    ['a new user, not so many', [sent(0, 'bert', 1), sent(30, 'anna', 90)]],
  ])('silent: %s', (_name, parts) => expect(sudden(...parts)).toEqual([]))

  test('a new user with very many', () => {
    expect(sudden(sent(0, 'bert', 1), sent(30, 'anna', 120))).toMatchObject([
      { user: 'anna', before: 0, periodsBefore: 0 },
    ])
  })
})

describe('TLS', () => {
  const line = (program: string, text: string) =>
    `2026-03-03T06:00:01+00:00 mx1 postfix/${program}: ${text}\n`
  const to = (address: string, relay: string) =>
    `1A2B3C4D5E: to=<${address}>, relay=${relay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)`

  test('by the process that delivers, and only to where it is connected', () => {
    const { outbound } = totalsOfText(
      line(
        'smtp[11]',
        'Trusted TLS connection established to mx.a[198.51.100.1]:25: TLSv1.2 with cipher X (256/256 bits)',
      ) +
        line('smtp[11]', to('u@a', 'mx.a[198.51.100.1]:25')) +
        line('smtp[12]', to('u@b', 'mx.b[198.51.100.2]:25')) +
        line('smtp[11]', to('u@c', 'mx.c[198.51.100.3]:25')) +
        line('smtp[11]', to('u@f', '127.0.0.1[127.0.0.1]:10024')) +
        line('lmtp[11]', to('u@l', 'mx1[private/lmtp]')),
    ).figures.tls
    expect(outbound).toEqual({ total: 3, encrypted: 1, versions: [{ name: 'TLSv1.2', count: 1 }] })
  })

  test('a log without TLS lines does not say that nothing was encrypted', () => {
    expect(totalsOfText(line('smtp[12]', to('u@b', 'mx.b[198.51.100.2]:25'))).figures.tls.outbound).toEqual({
      total: 1,
      encrypted: null,
      versions: [],
    })
  })

  test('in: sessions that handed in mail, from other hosts', () => {
    const bye = (program: string, text: string) => line(program, `disconnect from ${text}`)
    const { inbound } = totalsOfText(
      bye('smtpd[1]', 'mx.b[192.0.2.1] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7') +
        bye('smtpd[1]', 'mx.b[192.0.2.1] ehlo=1 mail=1 rcpt=1 bdat=2 quit=1 commands=6') +
        bye('smtps/smtpd[1]', 'h[192.0.2.2] ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6') +
        bye('smtpd[1]', 'x[192.0.2.3] ehlo=2 starttls=1 mail=1 rcpt=0/1 data=0/1 quit=1 commands=4/6') +
        bye('smtpd[1]', 'x[192.0.2.3] ehlo=1 auth=0/1 commands=1/2') +
        bye('smtpd[1]', 'localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5') +
        bye('smtpd[1]', 'old[192.0.2.4]'),
    ).figures.tls
    expect(inbound).toEqual({ total: 3, encrypted: 2, versions: [] })
  })
})
