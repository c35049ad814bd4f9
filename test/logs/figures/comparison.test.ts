import { describe, expect, test } from 'vitest'
import { writeLog } from '../../../bench/logs/generate.ts'
import { compare } from '../../../src/logs/figures/comparison.ts'
import { logsHtml } from '../../../src/report/html/logs.ts'
import { logsCsv } from '../../../src/report/logs-csv.ts'
import { logsDocument } from '../../../src/report/logs-json.ts'
import { logsReportSchema } from '../../../src/report/logs-schema.ts'
import { logsText } from '../../../src/report/terminal/logs.ts'
import { totalsOfText } from '../engine/feed.ts'

const second = (text: string) => Date.parse(`2026-03-${text}Z`) / 1000

describe('a window of a log', () => {
  const line = (stamp: string, text: string) => `${stamp} mx1 postfix/${text}\n`
  const sent = (stamp: string, user: string) =>
    line(
      stamp,
      `smtp[1]: 1A2B3C4D5E: to=<${user}@d>, relay=r, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)`,
    )
  const log =
    sent('2026-03-03T05:59:59+01:00', 'before') +
    sent('2026-03-03T06:00:00+01:00', 'first') +
    '  a line that continues it\n' +
    sent('2026-03-03T06:59:59+01:00', 'last') +
    sent('2026-03-03T07:00:00+01:00', 'after') +
    '  and one that continues that\n'
  const window = { since: second('03T06:00:00'), until: second('03T07:00:00') }

  test.each([[[]], [[1]], [[50]], [[64, 3]]])(
    'is what a log of those lines alone would give: blocks of %j',
    (blocks) => {
      const totals = totalsOfText(log, { window, blocks })
      expect(totals).toEqual(totalsOfText(log.split('\n').slice(1, 4).join('\n'), {}))
      expect(totals).toMatchObject({
        from: '2026-03-03T06:00:00+01:00',
        to: '2026-03-03T06:59:59+01:00',
        lines: { total: 3 },
        counters: { delivered: 2 },
      })
    },
  )

  test('all windows together are the whole', () => {
    const pieces: string[] = []
    writeLog({ seed: 31, bytes: 1 << 20, perSecond: 1 }, (text) => pieces.push(text))
    const whole = totalsOfText(pieces.join(''))
    const parts = [6, 7, 8, 9].map((hour) =>
      totalsOfText(pieces.join(''), {
        window: { since: second(`03T0${hour}:00:00`), until: second(`03T0${hour}:59:59`) + 1 },
      }),
    )
    const sum = (of: (totals: typeof whole) => number) => parts.reduce((all, part) => all + of(part), 0)
    expect(sum(({ lines }) => lines.total)).toBe(whole.lines.total)
    expect(sum(({ counters }) => counters.deferredEvents)).toBe(whole.counters.deferredEvents)
    expect(sum(({ counters }) => counters.rejected)).toBe(whole.counters.rejected)
    expect(sum(({ counters }) => counters.bounced)).toBe(whole.counters.bounced)
  })
})

describe('two periods', () => {
  const day = (date: string, deferred: number, text: string) =>
    Array.from(
      { length: 20 },
      (_, index) =>
        `2026-03-${date}T06:00:${String(index + 10)}+00:00 mx1 postfix/smtp[1]: 1A2B3C4D${index + 10}: to=<u@big.example>, relay=r, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${index < deferred ? `deferred (${text})` : 'sent (250 ok)'}\n`,
    ).join('')
  const calm = day('03', 2, 'host mx1.big.example[192.0.2.1] said: 450 4.2.0 Greylisted, try again later')
  const worse = day(
    '04',
    18,
    'host mx2.big.example[192.0.2.2] said: 421 4.7.28 unusual rate of unsolicited mail, rate limited',
  )
  const totals = (log: string) => totalsOfText(log, { top: 1_000 })
  const warning =
    '2026-03-04T06:00:59+00:00 mx1 postfix/smtpd[1]: warning: hostname x.example does not resolve to address 192.0.2.9\n'

  test('what is new, what has changed', () => {
    const comparison = compare(totals(worse + warning), totals(calm), 'the day before')
    expect(comparison).toMatchObject({
      with: 'the day before',
      before: { from: '2026-03-03T06:00:10+00:00', lines: 20 },
      destinations: [{ destination: 'big.example', before: { deferred: 2 }, now: { deferred: 18 } }],
      newWarnings: [{ program: 'postfix/smtpd', count: 1 }],
      newReplies: [{ kind: 'deferral', reason: 'rate-limited', count: 18 }],
    })
    expect(comparison.totals).toContainEqual({ name: 'deferredEvents', before: 2, now: 18 })
    expect(comparison.reasons).toEqual([{ name: 'deferral rate-limited', before: 0, now: 18 }])
  })

  test('the same again: nothing is new', () => {
    const { reasons, destinations, newWarnings, newReplies, users, newAttackers } = compare(
      totals(worse.replaceAll('-04T', '-05T').replaceAll('mx2.big', 'mx9.big')),
      totals(worse),
      'the day before',
    )
    expect([reasons, destinations, newWarnings, newReplies, users, newAttackers]).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
    ])
  })

  test('a period twice as long has twice as much of the same', () => {
    const twice =
      day('03', 20, 'host x[1.2.3.4] said: 450 4.2.0 Greylisted') +
      day('04', 20, 'host x[1.2.3.4] said: 450 4.2.0 Greylisted')
    const { reasons, lengthRatio } = compare(
      { ...totals(twice), from: '2026-03-03T00:00:00', to: '2026-03-05T00:00:00' },
      { ...totals(twice.slice(0, twice.length / 2)), from: '2026-03-02T00:00:00', to: '2026-03-03T00:00:00' },
      'x',
    )
    expect(lengthRatio).toBe(2)
    expect(reasons).toEqual([])
  })

  test('is in every format; JSON as its schema says', () => {
    const now = totals(worse + warning)
    const comparison = compare(now, totals(calm), '<the day before>')
    expect(logsReportSchema.parse(logsDocument(now, comparison))).toMatchObject({
      comparison: { lengthRatio: expect.any(Number) },
    })
    expect(logsReportSchema.parse(logsDocument(now)).comparison).toBeUndefined()
    expect(logsText(now, { width: 80, colour: false }, comparison)).toContain('2 → 18')
    expect(logsHtml(now, comparison)).toContain('Against &lt;the day before&gt;')
    expect(logsCsv(now, comparison)).toContain('before,deferredEvents,2')
  })
})

test('80 columns are enough, whatever the log holds', () => {
  const pieces: string[] = []
  writeLog({ seed: 33, bytes: 1 << 20, perSecond: 0.05 }, (text) => pieces.push(text))
  const now = totalsOfText(pieces.join(''), { top: 50 })
  const text = logsText(now, { width: 80, colour: false }, compare(now, now, 'itself'))
  for (const line of text.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
})
