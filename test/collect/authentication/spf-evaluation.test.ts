import { describe, expect, test } from 'vitest'
import { absent, known, unknown } from '../../../src/access/answer.ts'
import { evaluateSpf } from '../../../src/collect/authentication/spf/evaluate.ts'
import type { SpfResult } from '../../../src/collect/authentication/spf/outcome.ts'
import type { RecordLookUp } from '../../../src/collect/dns/look-up.ts'

/** Our own cases of RFC 7208, for where the public suite is not at hand. */
const zone: Readonly<Record<string, readonly string[]>> = {
  'mx.test TXT': ['v=spf1 mx -all'],
  'mx.test MX': ['10 a.test', '20 b.test'],
  'a.test A': ['192.0.2.1'],
  'b.test AAAA': ['2001:db8::1'],
  'two.test TXT': ['v=spf1 -all', 'v=spf1 ~all'],
  'soft.test TXT': ['v=spf1 a:a.test ~all'],
  'bare.test TXT': ['v=spf1 a:a.test'],
  'redirect.test TXT': ['v=spf1 redirect=mx.test'],
  'include.test TXT': ['v=spf1 include:mx.test ?all'],
  'dangling.test TXT': ['v=spf1 include:none.test -all'],
  'loop.test TXT': ['v=spf1 include:loop.test -all'],
  'void.test TXT': ['v=spf1 a:x.test a:y.test a:z.test +all'],
  'twovoid.test TXT': ['v=spf1 a:x.test a:y.test +all'],
  'slow.test TXT': ['v=spf1 a:slow.test -all'],
  'broken.test TXT': ['v=spf1 a:a.test ipv4:1.2.3.4'],
  'macro.test TXT': ['v=spf1 exists:%{ir}.%{l1r-}.ok.test -all'],
  '9.2.0.192.anna.ok.test A': ['127.0.0.2'],
  'ptr.test TXT': ['v=spf1 ptr -all'],
  '1.2.0.192.in-addr.arpa PTR': ['host.ptr.test'],
  'host.ptr.test A': ['192.0.2.1'],
}
const lookUp: RecordLookUp = async (name, type) => {
  const key = `${name.toLowerCase()} ${type}`
  if (key === 'slow.test A') return unknown('timeout', 'no answer')
  const data = zone[key]
  return data === undefined ? absent() : known(data)
}

describe('SPF evaluation', () => {
  test.each<[string, string, SpfResult]>([
    ['mx.test', '192.0.2.1', 'pass'],
    ['mx.test', '2001:db8::1', 'pass'],
    ['mx.test', '192.0.2.2', 'fail'],
    ['MX.Test', '192.0.2.1', 'pass'],
    ['none.test', '192.0.2.1', 'none'],
    ['localhost', '192.0.2.1', 'none'],
    ['two.test', '192.0.2.1', 'permerror'],
    ['soft.test', '192.0.2.9', 'softfail'],
    ['bare.test', '192.0.2.9', 'neutral'],
    ['redirect.test', '192.0.2.9', 'fail'],
    ['include.test', '192.0.2.1', 'pass'],
    ['include.test', '192.0.2.9', 'neutral'],
    ['dangling.test', '192.0.2.9', 'permerror'],
    ['loop.test', '192.0.2.9', 'permerror'],
    ['void.test', '192.0.2.9', 'permerror'],
    ['twovoid.test', '192.0.2.9', 'pass'],
    ['slow.test', '192.0.2.9', 'temperror'],
    ['broken.test', '192.0.2.1', 'permerror'],
    ['macro.test', '192.0.2.9', 'pass'],
    ['macro.test', '192.0.2.8', 'fail'],
    ['ptr.test', '192.0.2.1', 'pass'],
    ['ptr.test', '192.0.2.2', 'fail'],
  ])('%s from %s: %s', async (domain, address, expected) => {
    const question = { address, domain, sender: `anna-list@${domain}`, helo: 'helo.test' }
    expect((await evaluateSpf(question, lookUp)).result).toBe(expected)
  })

  test('says what decided, and counts', async () => {
    const question = {
      address: '192.0.2.9',
      domain: 'redirect.test',
      sender: 'a@redirect.test',
      helo: 'h.test',
    }
    expect(await evaluateSpf(question, lookUp)).toMatchObject({
      result: 'fail',
      matched: { domain: 'mx.test', term: '-all' },
      lookups: 2,
      voidLookups: 1,
    })
  })

  test('a loop ends at the eleventh look-up', async () => {
    const question = { address: '192.0.2.9', domain: 'loop.test', sender: 'a@loop.test', helo: 'h.test' }
    const found = await evaluateSpf(question, lookUp)
    expect(found.error?.kind).toBe('too-many-lookups')
    expect(found.lookups).toBe(11)
  })
})
