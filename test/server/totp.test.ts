import { describe, expect, test } from 'vitest'
import { codeOf, newTotpSecret, stepAt, stepOfCode, totpUri } from '../../src/server/sign-in/totp.ts'

/** RFC 6238 Appendix B, SHA-1; its secret "12345678901234567890" in Base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('RFC 6238', () => {
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %i', (second, code) => expect(codeOf(secret, stepAt(second * 1_000), 8)).toBe(code))

  test('a clock may differ by one step, and no code is taken twice', () => {
    const at = 1_111_111_111_000
    const step = stepAt(at)
    expect([-2, -1, 0, 1, 2].map((drift) => stepOfCode(secret, codeOf(secret, step + drift), at, 0))).toEqual(
      [undefined, step - 1, step, step + 1, undefined],
    )
    expect(stepOfCode(secret, codeOf(secret, step), at, step)).toBeUndefined()
  })

  test('a new secret is 160 bits, and never the same', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(newTotpSecret())
  })

  test('names are encoded in the URI', () => {
    expect(totpUri('AAAA', 'a&b', 'mail.example.org')).toBe(
      'otpauth://totp/Mailmedic%20mail.example.org%3Aa%26b?secret=AAAA&issuer=Mailmedic%20mail.example.org',
    )
  })
})
