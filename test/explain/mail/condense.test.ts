import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condense, MailCondenser } from '../../../src/explain/mail/condense.ts'
import { mimeLimits } from '../../../src/explain/mail/mime.ts'

function inChunks(text: Uint8Array, sizes: readonly number[]): string {
  const condenser = new MailCondenser()
  let from = 0
  for (const size of sizes) {
    condenser.add(text.subarray(from, from + size))
    from += size
  }
  condenser.add(text.subarray(from))
  return Buffer.from(condenser.bytes()).toString('latin1')
}

describe('a mail, condensed', () => {
  test('a small one is what it was, in every split into two', () => {
    const mail = Buffer.from('From: a\r\n\r\n--b\r\n\r\ntext\n--b--\r\nend without a line end')
    for (let at = 0; at <= mail.length; at++) expect(inChunks(mail, [at])).toBe(mail.toString())
  })

  test('any bytes within the bounds, in any split', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (bytes, sizes) => {
          expect(inChunks(bytes, sizes)).toBe(Buffer.from(bytes).toString('latin1'))
        },
      ),
    )
  })

  const line = `${'QUJD'.repeat(19)}\r\n`
  const attachment = line.repeat(Math.ceil((2 * mimeLimits.stretchBytes) / line.length))
  const behind = '\r\n--b\r\nContent-Type: text/plain\r\n\r\n550 5.1.1 User unknown\r\n--b--\r\n'

  test.each([
    ['as a whole', []],
    ['in pieces of 1 KB', Array.from({ length: 5_000 }, () => 1_024)],
    ['in pieces of 77 bytes', Array.from({ length: 60_000 }, () => 77)],
    ['in pieces of 64 KB and one', Array.from({ length: 70 }, () => 65_537)],
  ])('of a long attachment the beginning is kept, and all that is behind: %s', (_, sizes) => {
    const mail = Buffer.from(`From: a\r\n\r\n--b\r\n\r\n${attachment}${behind}`)
    const kept = inChunks(mail, sizes)
    expect(kept.length).toBeLessThan(mimeLimits.stretchBytes + 1_000)
    expect(kept.length).toBeGreaterThan(mimeLimits.stretchBytes - 1_000)
    expect(kept.endsWith(behind)).toBe(true)
    expect(kept.startsWith('From: a\r\n\r\n--b\r\n\r\nQUJD')).toBe(true)
  })

  test('never more than the bound in all', () => {
    const parts = `--b\n\n${'x\n'.repeat(1 << 19)}`.repeat(40)
    expect(condense(Buffer.from(parts)).length).toBe(mimeLimits.bytes)
  })

  test('an attachment in one line does not run into what is behind it', () => {
    const mail = Buffer.from(`From: a\n\n${'x'.repeat(3 * mimeLimits.stretchBytes)}\n--b\n\nbehind`)
    expect(
      inChunks(
        mail,
        Array.from({ length: 400 }, () => 65_536),
      ).endsWith('x\n--b\n\nbehind'),
    ).toBe(true)
  })
})
