import { describe, expect, test } from 'vitest'
import { evaluateDmarc } from '../../../src/collect/authentication/dmarc-evaluation.ts'
import { type WrittenZone, zoneLookUp } from './written-zone.ts'

const own = (text: string): WrittenZone => ({
  '_dmarc.example.org TXT': [`v=DMARC1; ${text}`],
  'mail.example.org A': ['192.0.2.1'],
})
const spf = (domain: string, result = 'pass') => ({ method: 'spf' as const, domain, result })
const dkim = (domain: string, result = 'pass') => ({ method: 'dkim' as const, domain, result })

describe('RFC 9989', () => {
  test.each([
    ['DKIM of the domain', 'example.org', [dkim('example.org')], own('p=reject'), 'pass', 'reject'],
    ['SPF of a domain below', 'example.org', [spf('bounce.example.org')], own('p=reject'), 'pass', 'reject'],
    [
      'From below, DKIM of the organisation',
      'mail.example.org',
      [dkim('example.org')],
      own('p=none; sp=quarantine'),
      'pass',
      'quarantine',
    ],
    [
      'DKIM of the mail service only',
      'example.org',
      [dkim('service.example'), spf('service.example')],
      own('p=reject'),
      'fail',
      'reject',
    ],
    [
      'strict alignment',
      'example.org',
      [dkim('mail.example.org')],
      own('p=reject; adkim=s'),
      'fail',
      'reject',
    ],
    [
      'strict for DKIM does not bind SPF',
      'example.org',
      [spf('mail.example.org')],
      own('p=reject; adkim=s'),
      'pass',
      'reject',
    ],
    ['SPF failed', 'example.org', [spf('example.org', 'fail')], own('p=quarantine'), 'fail', 'quarantine'],
    ['no record', 'example.org', [dkim('example.org')], {}, 'none', undefined],
    [
      'two records count as none',
      'example.org',
      [],
      { '_dmarc.example.org TXT': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      'none',
      undefined,
    ],
    ['no policy, nobody to report to', 'example.org', [], own('aspf=r'), 'permerror', undefined],
    ['no policy, but reports: none', 'example.org', [], own('rua=mailto:a@example.org'), 'fail', 'none'],
    [
      'a name that does not exist has np=',
      'gone.example.org',
      [],
      own('p=none; sp=quarantine; np=reject'),
      'fail',
      'reject',
    ],
    [
      'a name that exists has sp=',
      'mail.example.org',
      [],
      own('p=none; sp=quarantine; np=reject'),
      'fail',
      'quarantine',
    ],
    [
      'the DNS does not tell the policy',
      'example.org',
      [dkim('example.org')],
      { '_dmarc.example.org TXT': 'TIMEOUT' },
      'temperror',
      undefined,
    ],
    [
      'a signature that could not be checked',
      'example.org',
      [dkim('example.org', 'temperror')],
      own('p=reject'),
      'unknown',
      'reject',
    ],
    [
      'two companies below one public suffix do not speak for each other',
      'a.bank',
      [dkim('b.bank')],
      { '_dmarc.bank TXT': ['v=DMARC1; p=reject; psd=y'], '_dmarc.a.bank TXT': ['v=DMARC1; p=reject'] },
      'fail',
      'reject',
    ],
    [
      'the public suffix speaks for a domain without a record',
      'mail.a.bank',
      [dkim('a.bank')],
      { '_dmarc.bank TXT': ['v=DMARC1; p=reject; psd=y'] },
      'pass',
      'reject',
    ],
    [
      'psd=n: a part of a company that stands for itself',
      'example.org',
      [dkim('lab.example.org')],
      {
        '_dmarc.example.org TXT': ['v=DMARC1; p=reject'],
        '_dmarc.lab.example.org TXT': ['v=DMARC1; p=none; psd=n'],
      },
      'fail',
      'reject',
    ],
  ] satisfies readonly (readonly [
    string,
    string,
    readonly ReturnType<typeof dkim | typeof spf>[],
    WrittenZone,
    string,
    string | undefined,
  ])[])('%s', async (_, fromDomain, identities, zone, result, policy) => {
    expect(await evaluateDmarc({ fromDomain, identities }, zoneLookUp(zone))).toMatchObject({
      result,
      policy,
    })
  })

  test('says which identities passed for somebody else', async () => {
    const found = await evaluateDmarc(
      { fromDomain: 'example.org', identities: [dkim('service.example'), dkim('mail.example.org')] },
      zoneLookUp(own('p=reject')),
    )
    expect(found.aligned.map(({ domain }) => domain)).toEqual(['mail.example.org'])
    expect(found.unaligned.map(({ domain }) => domain)).toEqual(['service.example'])
  })
})
