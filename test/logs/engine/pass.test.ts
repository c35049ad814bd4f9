import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeEximLog } from '../../../bench/logs/exim-traffic.ts'
import { writeLog } from '../../../bench/logs/generate.ts'
import { LogEngine } from '../../../src/logs/engine/engine.ts'
import { type LogTotals, totalsOf } from '../../../src/logs/engine/log-totals.ts'
import { newPass } from '../../../src/logs/engine/pass/pass.ts'
import { passModule } from '../../../src/logs/engine/pass/pass-module.ts'
import { Programs } from '../../../src/logs/engine/programs.ts'
import { textHash } from '../../../src/logs/engine/text-hash.ts'
import { assembled } from '../../../tools/assemble.ts'

test('what is shipped is the text, compiled', async () => expect(passModule).toBe(await assembled()))

const usual = [
  'Mar  3 06:00:01 mx1 postfix/smtpd[812]: connect from mx.example[192.0.2.1]',
  'Mar  3 06:00:01 mx1 postfix/smtpd[812]: 4F2A81C0: client=mx.example[192.0.2.1]',
  'Mar  3 06:00:02 mx1 postfix/cleanup[9]: 4F2A81C0: message-id=<a@b.example>',
  'Mar  3 06:00:02 mx1 postfix/qmgr[77]: 4F2A81C0: from=<a@b.example>, size=1200, nrcpt=1 (queue active)',
  'Mar  3 06:00:04 mx1 postfix/lmtp[78]: 4F2A81C0: to=<u@home.example>, relay=mx1[private/lmtp], delay=0.3, dsn=2.0.0, status=sent (250 ok)',
  'Mar  3 06:00:04 mx1 postfix/smtp[78]: 4F2A81C0: to=<u@home.example>, delay=0.3, dsn=2.0.0, status=sent (250 ok)',
  'Mar  3 06:00:04 mx1 postfix/qmgr[77]: 4F2A81C0: removed',
  'Mar  3 06:59:60 mx1 postfix/qmgr[77]: 3Pt2mN2VXxznjll: removed',
  'Mar  3 07:01:02 mx1 postfix/qmgr[77]: 0123456789ABCDEF01: removed',
  'Mar  3 07:01:02 mx2 postfix/qmgr[77]: 4F2A81C0: from=<x@b.example>, size=7, nrcpt=1 (queue active)',
  'Mar  3 07:01:02 mx1 dovecot: imap-login: Login: user=<u>, method=PLAIN, rip=192.0.2.4',
  'Mar  3 07:01:03 mx1 postfix-out/qmgr[7]: 4F2A81C0: from=<y@b.example>, size=9, nrcpt=1 (queue active)',
  'Mar  3 07:01:03 mx1 postfix/smtpd[8]: message repeated 3 times: [ warning: x[192.0.2.7]: SASL PLAIN authentication failed: no]',
  'Mar  3 07:01:03 mx1 su[1]: x',
  'Mar  3 07:01:03 mx1 kernel: [ID 12 mail.info] oom',
  '2026-03-03T07:01:03.123456+00:00 mx1 postfix/qmgr[77]: 4F2A81C0: removed',
  '2026-03-03 07:01:03 1vbG8L-0000Ab-1y <= a@b.example H=mx [192.0.2.1] P=esmtps S=900',
  '2026-03-03 07:01:04 1vbG8L-0000Ab-1y => u <u@home.example> R=local T=mail',
  '2026-03-03 07:01:04 1vbG8L-0000Ab-1y Completed',
  '2026-03-03 07:02:04 1vbG8L-0000000AbCd-1yAB ** u@d.example R=x T=y: 550 5.1.1 no',
  '2026-03-03 07:02:05 H=(x) [192.0.2.9] F=<a@b.example> rejected RCPT <u@d>: relay not permitted',
  '2026-03-03 07:02:05 mailso-001234-ab postfix/qmgr[1]: 4F2A81C0: removed',
  '',
  ' continued',
  'no head at all',
]
const line = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, fc.string({ maxLength: 40 }))
const cutOrChanged = fc
  .tuple(line, fc.nat(90), fc.constantFrom('keep', 'cut', 'change'))
  .map(([text, at, how]) => {
    if (how === 'keep') return text
    return how === 'cut' ? text.slice(0, at) : `${text.slice(0, at)}:${text.slice(at + 1)}`
  })
const log = fc.array(cutOrChanged, { maxLength: 60 }).map((lines) => Buffer.from(lines.join('\n'), 'latin1'))

describe('the pass', () => {
  test('decides nothing that the readers do not decide', () => {
    fc.assert(
      fc.property(log, fc.constantFrom('\n', '\r\n'), (bytes, ending) => {
        const text = Buffer.from(bytes.toString('latin1').replaceAll('\n', ending), 'latin1')
        expect(told(text, true)).toEqual(told(text, false))
      }),
      { numRuns: 120 },
    )
  })

  test.each(['2039', '2106', '2150', '9999'])('of the year %s', (year) => {
    const text = Buffer.from(`${usual.join('\n')}\n`.repeat(3).replaceAll('2026-03', `${year}-03`), 'latin1')
    expect(told(text, true)).toEqual(told(text, false))
  })

  test('cuts a line of a known form that is too long', () => {
    const long = `Mar  3 06:00:01 mx1 postfix/smtpd[812]: connect from ${'x'.repeat(70_000)}`
    const text = Buffer.from(`${usual.join('\n')}\n${long}\n${usual[0]}\n`)
    expect(told(text, true)).toEqual(told(text, false))
  })

  test('reads nothing of an earlier line behind a last one that was cut', () => {
    const cut = '2026-03-03 07:01:04 1vbG8L-0000Ab-1y '
    const engine = new LogEngine({ classify: () => '', year: 2026 })
    for (const last of [`${cut}=> u <u@home.example> R=local T=mail`, cut]) {
      engine.beginInput(Date.UTC(2026, 3, 1))
      engine.push(Buffer.from(last))
      engine.endInput()
    }
    expect(totalsOf(engine, 50).counters.delivered).toBe(1)
  })

  test('takes in pieces what comes as one', () => {
    const long = `${'x'.repeat(300_000)}\n`
    const text = Buffer.from(`${`${usual.join('\n')}\n`.repeat(900)}${long}${usual.join('\n')}\n`, 'latin1')
    expect(told(text, true)).toEqual(told(text, false))
  })
})

const generated: Record<string, string> = { few: '', many: '', exim: '' }
for (const open of ['few', 'many'] as const)
  writeLog({ seed: 7, bytes: 150_000, open, perSecond: 3 }, (text) => {
    generated[open] += text
  })
writeEximLog({ seed: 7, bytes: 100_000 }, (text) => {
  generated['exim'] += text
})

describe.each(Object.entries(generated))('a log of %s', (_, text) => {
  const lines = text.split('\n')

  test('as it is', () => expect(told(Buffer.from(text), true)).toEqual(told(Buffer.from(text), false)))

  test('with lines that are cut, changed, repeated, swapped', () => {
    const change = fc.tuple(
      fc.nat(lines.length - 1),
      fc.nat(300),
      fc.integer({ min: 32, max: 126 }),
      fc.constantFrom('cut', 'change', 'twice', 'swap', 'drop', 'insert'),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 80 }), (changes) => {
        const changed = Buffer.from(changedLines(lines, changes).join('\n'))
        expect(told(changed, true)).toEqual(told(changed, false))
      }),
      { numRuns: 25 },
    )
  })
})

type Change = readonly [number: number, at: number, byte: number, how: string]

function changedLines(lines: readonly string[], changes: readonly Change[]): string[] {
  const changed = [...lines]
  for (const [number, at, byte, how] of changes) {
    const line = changed[number] ?? ''
    const place = line.length === 0 ? 0 : at % line.length
    const character = String.fromCharCode(byte)
    if (how === 'cut') changed[number] = line.slice(0, place)
    else if (how === 'change') changed[number] = line.slice(0, place) + character + line.slice(place + 1)
    else if (how === 'insert') changed[number] = line.slice(0, place) + character + line.slice(place)
    else if (how === 'twice') changed[number] = `${line}\n${line}`
    else if (how === 'drop') changed[number] = ''
    else {
      changed[number] = changed[number + 1] ?? ''
      changed[number + 1] = line
    }
  }
  return changed
}

test('a hash is the same in the memory of the pass and outside', () => {
  const pass = newPass(new Programs())
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(20), (bytes, skipped) => {
      const start = pass?.fill(Buffer.from(bytes), 0) ?? 0
      const from = Math.min(skipped, bytes.length)
      const inside = textHash(pass?.bytes ?? bytes, start + from, start + bytes.length)
      expect(inside).toBe(textHash(bytes, from, bytes.length))
      expect(inside & 1).toBe(bytes.subarray(from).some((byte) => byte >= 65 && byte <= 90) ? 1 : 0)
    }),
  )
})

/** All that an engine tells, and what it remembers: with the pass, or without. */
function told(text: Buffer, pass: boolean): { totals: LogTotals; remembered: unknown } {
  const engine = new LogEngine({ classify: (said) => `reason ${said.length % 7}`, year: 2026, pass })
  engine.beginInput(Date.UTC(2026, 3, 1))
  engine.push(text)
  engine.endInput()
  const { files, senders, recipients, users } = engine.journeys
  const { rows, live } = files
  return {
    totals: totalsOf(engine, 50),
    remembered: {
      rows,
      live,
      states: [...files.states.subarray(0, rows)],
      firsts: [...files.firsts.subarray(0, rows)],
      serials: [...files.serials.subarray(0, rows)],
      names: [senders.size, recipients.size, users.size],
    },
  }
}
