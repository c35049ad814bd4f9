import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isDmarcRecord,
  looksLikeDmarc,
  parseDmarcRecord,
} from '../../../src/collect/authentication/dmarc-record.ts'
import { walkOf } from '../../../src/collect/authentication/dmarc-tree.ts'
import { coversExchanger, parseMtaStsPolicy } from '../../../src/collect/authentication/mta-sts.ts'
import { matchTlsa, parseTlsaRecord } from '../../../src/collect/authentication/tlsa-record.ts'
import { leaf } from '../dns/mail-host.ts'

describe('DMARC', () => {
  test('tags', () => {
    expect(
      parseDmarcRecord(
        'v=DMARC1; p=Reject; sp=none; adkim=s; aspf=r; t=y; rua=mailto:a@b.example,mailto:c@d.example!10m',
      ),
    ).toMatchObject({
      policy: 'reject',
      subdomainPolicy: 'none',
      dkimAlignment: 's',
      spfAlignment: 'r',
      testing: true,
      reportTo: ['mailto:a@b.example', 'mailto:c@d.example!10m'],
      errors: [],
    })
  })
  test.each([
    ['v=DMARC1', true],
    ['v=DMARC1;p=none', true],
    [' v = DMARC1 ; p=none', true],
    ['v=dmarc1; p=none', false],
    ['p=none; v=DMARC1', false],
    ['v=DMARC12; p=none', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isDmarcRecord(text)).toBe(expected)
    expect(looksLikeDmarc(text)).toBe(!expected)
  })
  test('another text is not taken for one', () =>
    expect(looksLikeDmarc('google-site-verification=dmarc')).toBe(false))
  test('the tree walk asks at most eight times (RFC 9989 §4.10)', () => {
    expect(walkOf('example.org')).toEqual(['example.org', 'org'])
    const long = walkOf('a.b.c.d.e.f.g.h.i.j.mail.example.com')
    expect(long).toHaveLength(8)
    expect(long.slice(0, 2)).toEqual(['a.b.c.d.e.f.g.h.i.j.mail.example.com', 'g.h.i.j.mail.example.com'])
    expect(long.at(-1)).toBe('com')
  })
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        (text) => void [parseDmarcRecord(text), looksLikeDmarc(text)],
      ),
    )
  })
})

describe('MTA-STS', () => {
  test('a policy', () => {
    const body =
      'version: STSv1\nmode: enforce\nmx: Mail.example.org\nmx: *.example.net\nmax_age: 604800\nother: x\n'
    expect(parseMtaStsPolicy(body)).toEqual({
      mode: 'enforce',
      maxAgeSeconds: 604800,
      patterns: ['mail.example.org', '*.example.net'],
      errors: [],
    })
  })
  test.each([
    '<html>not found</html>',
    'version: STSv1\nmode: on\nmx: a\nmax_age: 1',
    'mode: enforce\nmx: a\nmax_age: 1',
    'version: STSv1\nmode: enforce\nmax_age: 1',
  ])('%j has an error', (body) => expect(parseMtaStsPolicy(body).errors.length).toBeGreaterThan(0))
  test.each([
    ['mail.example.org', 'mail.example.org', true],
    ['*.example.org', 'mail.example.org', true],
    ['*.example.org', 'example.org', false],
    ['*.example.org', 'a.mail.example.org', false],
    ['mail.example.org', 'mail2.example.org', false],
  ])('%s covers %s: %s', (pattern, host, expected) => expect(coversExchanger(pattern, host)).toBe(expected))
  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => void parseMtaStsPolicy(text)))
  })
})

describe('TLSA', () => {
  const authority = { ...leaf, fingerprint: '11'.repeat(32), spkiFingerprint: '22'.repeat(32) }
  const chain = [leaf, authority]
  test.each([
    [`3 1 1 ${leaf.spkiFingerprint}`, 'matches'],
    [`3 1 1 ${leaf.spkiFingerprint.toUpperCase()}`, 'matches'],
    [`3 0 1 ${leaf.fingerprint}`, 'matches'],
    [`2 1 1 ${authority.spkiFingerprint}`, 'matches'],
    [`2 0 1 ${authority.fingerprint}`, 'matches'],
    [`3 1 1 ${authority.spkiFingerprint}`, 'does not match'],
    [`2 1 1 ${'33'.repeat(32)}`, 'does not match'],
    ['3 0 0 3082', 'does not match'],
    [`0 1 1 ${leaf.spkiFingerprint}`, 'not usable'],
    [`3 2 1 ${leaf.spkiFingerprint}`, 'not usable'],
    [`3 1 2 ${'00'.repeat(64)}`, 'not comparable'],
  ])('%s %s', async (text, expected) => {
    const record = parseTlsaRecord(text)
    expect(record && (await matchTlsa(record, chain))).toBe(expected)
  })
  test('the whole key (matching type 0) is compared by its hash', async () => {
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from('3059', 'hex'))
    const served = [{ ...leaf, spkiFingerprint: Buffer.from(digest).toString('hex') }]
    const record = parseTlsaRecord('3 1 0 3059')
    expect(record && (await matchTlsa(record, served))).toBe('matches')
  })
  test.each(['', '3 1 1', '3 1 1 xyz', '3 1 1 abc', '3 1 1 1 ab zz'])('%j is none', (text) =>
    expect(parseTlsaRecord(text)).toBeUndefined(),
  )
})
