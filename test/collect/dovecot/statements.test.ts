import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesPattern } from '../../../src/access/host/file-pattern.ts'
import { parseStatements } from '../../../src/collect/dovecot/statements.ts'

describe('statements', () => {
  test.each([
    ['listen = *, ::', { kind: 'setting', name: 'listen', value: '*, ::' }],
    ['ssl_cert = </etc/c.pem # the chain', { kind: 'setting', name: 'ssl_cert', value: '</etc/c.pem' }],
    ['password = "a # \\"b\\""', { kind: 'setting', name: 'password', value: 'a # "b"' }],
    ['service auth {', { kind: 'open', name: 'service', argument: 'auth' }],
    ['mailbox "Sent Messages" {', { kind: 'open', name: 'mailbox', argument: 'Sent Messages' }],
    ['passdb {', { kind: 'open', name: 'passdb', argument: '' }],
    ['  }', { kind: 'close' }],
    ['!include_try local.conf', { kind: 'include', pattern: 'local.conf', mayBeMissing: true }],
    ['nonsense', { kind: 'unreadable' }],
    ['key = a#b', { kind: 'setting', name: 'key', value: 'a#b' }],
  ])('%s', (line, expected) => {
    expect(parseStatements(`# comment\n\n${line}\n`)).toEqual([
      expect.objectContaining({ line: 3, ...expected }),
    ])
  })

  test('a backslash joins lines; the first line is cited', () => {
    const [statement] = parseStatements('mail_plugins = quota \\\n  acl\nlisten = *\n')
    expect(statement).toMatchObject({ line: 1, name: 'mail_plugins', value: 'quota acl' })
  })

  test('any text is taken, and no more statements come out than lines go in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseStatements(text).length).toBeLessThanOrEqual(text.split('\n').length)
      }),
      { numRuns: 50 },
    )
  }, 20_000)
})

describe('file patterns', () => {
  test.each([
    ['*.conf', '10-auth.conf', true],
    ['*.conf', 'auth-sql.conf.ext', false],
    ['*.conf', '.hidden.conf', false],
    ['1?-*.conf', '10-ssl.conf', true],
    ['*a*b*c', 'xxaxxbxxc', true],
    ['', '', true],
  ])('%s %s', (pattern, name, expected) => expect(matchesPattern(pattern, name)).toBe(expected))

  test('a pattern full of stars ends in time', () => {
    expect(matchesPattern('*a'.repeat(2000), 'a'.repeat(1999))).toBe(false)
  })
})
