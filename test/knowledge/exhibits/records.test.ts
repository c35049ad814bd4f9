import { describe, expect, test } from 'vitest'
import { absent, known, unknown } from '../../../src/access/answer.ts'
import type { Fact } from '../../../src/collect/fact.ts'
import { recordsToPaste } from '../../../src/knowledge/exhibits/records.ts'

const none = absent()
const nothing: Readonly<Record<string, Fact<unknown>>> = Object.fromEntries(
  Object.keys(recordsToPaste.facts).map((name) => [name, none]),
)
const exchangers = known({
  source: 'mx',
  exchangers: [{ host: 'mx.example.org' }, { host: 'mx2.example.org' }],
})

function rows(facts: Readonly<Record<string, Fact<unknown>>>) {
  const shown = recordsToPaste.show({ ...nothing, exchangers, ...facts }, 'example.org')
  return new Map(shown?.rows.map(({ cells: [name, , value, now], status }) => [name, { value, now, status }]))
}

const policy = 'https://mta-sts.example.org/.well-known/mta-sts.txt'

describe('records to paste', () => {
  test('what is published and works stays as it is', () => {
    const text = 'v=spf1 ip4:192.0.2.1 -all'
    const reporting = known('v=TLSRPTv1; rua=mailto:a@b.example')
    const all = rows({ spf: known({ records: [text] }), reporting })
    expect(all.get('example.org')).toMatchObject({ value: text, status: 'fine' })
    expect(all.get('_smtp._tls.example.org')).toMatchObject({ status: 'fine' })
  })

  test('what is missing makes no receiver refuse what it takes today', () => {
    const all = rows({ dmarc: known({ at: undefined, record: undefined }) })
    expect(all.get('example.org')).toMatchObject({ value: 'v=spf1 mx ~all', status: 'problem' })
    expect(all.get('_dmarc.example.org')?.value).toMatch(/p=none/)
    expect(all.get(policy)).toMatchObject({
      value: 'version: STSv1\nmode: testing\nmx: mx.example.org\nmx: mx2.example.org\nmax_age: 86400',
      status: 'not-applicable',
    })
  })

  test('what is published and broken is not called fine', () => {
    const text = 'v=DKIM1; p='
    const key = { domain: 'example.org', recordName: 's._domainkey.example.org', ownKey: undefined }
    const published = known([{ text, errors: ['p= is not base64'] }])
    const all = rows({ dkim: known([{ ...key, published, matches: none }]) })
    expect(all.get('s._domainkey.example.org')).toMatchObject({ now: text, status: 'problem' })
  })

  test('two SPF records become one that allows what each allows', () => {
    const records = ['v=spf1 mx -all', 'v=spf1 include:news.example mx ?all']
    expect(rows({ spf: known({ records }) }).get('example.org')).toMatchObject({
      ...{ value: 'v=spf1 mx include:news.example ~all', now: records.join('\n'), status: 'problem' },
    })
  })

  test.each([
    [['mx.example.org', '*.example.org'], 'fine'],
    [['mx.example.org'], 'problem'],
    [['*.org'], 'problem'],
  ])('an MTA-STS policy for %j is %s', (patterns, status) => {
    const fetched = { outcome: 'policy', policy: { mode: 'enforce', maxAgeSeconds: 600, patterns } }
    const sts = known({ record: 'v=STSv1; id=7', fetched })
    expect(rows({ sts }).get(policy)?.status).toBe(status)
  })

  test('what could not be asked is not called missing', () => {
    const lost = unknown('timeout', 'no answer')
    const all = rows({ spf: lost, dmarc: lost, sts: lost, reporting: lost })
    expect(new Set([...all.values()].map(({ status }) => status))).toEqual(new Set(['could-not-tell']))
  })

  test('a TLSA record that does not match is replaced by the key that is served', () => {
    const host = { host: 'mx.example.org', domains: ['example.org'], leaf: { spkiFingerprint: 'ab12' } }
    const dane = known([{ ...host, records: [{ text: '3 1 1 ffff', match: 'does not match' }] }])
    expect(rows({ dane }).get('_25._tcp.mx.example.org')).toMatchObject({
      ...{ value: '3 1 1 ab12', now: '3 1 1 ffff', status: 'problem' },
    })
  })
})
