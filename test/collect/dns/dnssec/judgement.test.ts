import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CanonicalRecord } from '../../../../src/access/net/net.ts'
import { denialOf } from '../../../../src/collect/dns/dnssec/denial.ts'
import { judgeCut, judgeData, judgeKeys } from '../../../../src/collect/dns/dnssec/judgement.ts'
import { readSignature, recordSets } from '../../../../src/collect/dns/dnssec/signature.ts'
import { compareNames, wireName } from '../../../../src/collect/dns/dnssec/wire-name.ts'
import { type KeyDigest, readZoneKey } from '../../../../src/collect/dns/dnssec/zone-key.ts'
import { nsec, Signer, zoneNow } from './signed-zone.ts'

const parent = new Signer('org')
const child = new Signer('example.org', 16)
const zone = { zone: 'org', keys: [parent.key] }
const own = { zone: 'example.org', keys: [child.key] }
const mx = { number: 15, label: 'MX' }
const exchanger = Buffer.concat([Buffer.from([0, 10]), wireName('mail.example.org')])
const [delegation, authority, address, signatures, keys, signer] = [2, 6, 1, 46, 48, 43]

function digestOf({ zone: name, key }: Signer): KeyDigest {
  const digest = createHash('sha256').update(wireName(name)).update(key.rdata).digest('hex')
  return { tag: key.tag, algorithm: key.algorithm, digestType: 2, digest }
}

function digestData({ tag, algorithm, digestType, digest }: KeyDigest): Buffer {
  return Buffer.concat([
    Buffer.from([tag >> 8, tag & 0xff, algorithm, digestType]),
    Buffer.from(digest, 'hex'),
  ])
}

describe('keys below a DS record', () => {
  const served = child.signed('example.org', keys, [child.key.rdata])
  const judge = (digests: readonly KeyDigest[], records: readonly CanonicalRecord[]) =>
    judgeKeys('example.org', digests, records, zoneNow)

  test('held; a digest of another key beside it does no harm', () => {
    expect(judge([{ ...digestOf(child), tag: 1 }, digestOf(child)], served).state).toBe('held')
  })

  test('only digests or algorithms that nobody here knows: unsigned', () => {
    expect(judge([{ ...digestOf(child), digestType: 3 }], served).state).toBe('unsigned')
    expect(judge([{ ...digestOf(child), algorithm: 200 }], served).state).toBe('unsigned')
  })

  test.each([
    ['no key', [digestOf(child)], [], 'no keys'],
    ['another key', [digestOf(parent)], served, 'keys do not fit'],
    ['not signed', [digestOf(child)], served.filter(({ type }) => type !== signatures), 'not signed'],
    [
      'ran out',
      [digestOf(child)],
      child.signed('example.org', keys, [child.key.rdata], { until: zoneNow - 1_000 }),
      'expired',
    ],
  ] as const)('broken: %s', (_what, digests, records, code) => {
    expect(judge(digests, records)).toMatchObject({ state: 'broken', because: { because: { code } } })
  })
})

describe('the cut between zones', () => {
  const judge = (records: readonly CanonicalRecord[]) => judgeCut('example.org', zone, records, zoneNow)

  test('a signed zone', () => {
    const records = parent.signed('example.org', signer, [digestData(digestOf(child))])
    expect(judge(records)).toEqual({ state: 'signed zone', digests: [digestOf(child)] })
  })

  test.each([
    ['an unsigned one', 'example.org', [delegation], 'unsigned zone'],
    ['no zone of its own', 'example.org', [address], 'same zone'],
    ['a name that only has others below', 'a.org', [address], 'no such name'],
  ] as const)('%s', (_what, owner, types, state) => {
    const records = parent.signed(owner, 47, [nsec('z.org', types)])
    const apex = parent.signed('org', 47, [nsec('a.org', [delegation, authority])])
    expect(judge([...records, ...apex]).state).toBe(state)
  })

  test('nothing proves that there is no DS, or what would prove it is forged', () => {
    expect(judge([])).toMatchObject({ state: 'broken', because: { because: { code: 'not denied' } } })
    const forged = child.signed('example.org', 47, [nsec('z.org', [delegation])])
    expect(judge(forged)).toMatchObject({ because: { because: { code: 'not signed' } } })
  })
})

describe('data', () => {
  const judge = (records: readonly CanonicalRecord[]) => judgeData('example.org', mx, own, records, zoneNow)

  test('signed, by Ed448', () => {
    expect(judge(child.signed('example.org', 15, [exchanger])).holds).toBe(true)
  })

  test('from a wildcard', () => {
    const records = child.signed('mail.example.org', 1, [Buffer.from([192, 0, 2, 1])], { labels: 2 })
    expect(judgeData('mail.example.org', { number: 1, label: 'A' }, own, records, zoneNow).holds).toBe(true)
  })

  test('changed after it was signed', () => {
    const [first, ...rest] = child.signed('example.org', 15, [exchanger])
    const changed = {
      ...first,
      rdata: Buffer.concat([Buffer.from([0, 11]), exchanger.subarray(2)]).toString('base64'),
    }
    expect(judge([changed as CanonicalRecord, ...rest])).toMatchObject({
      holds: false,
      because: { about: 'example.org MX', because: { code: 'wrong signature' } },
    })
  })

  test('there is none, and that is proven', () => {
    expect(judge(child.signed('example.org', 47, [nsec('mail.example.org', [authority])])).holds).toBe(true)
    expect(judge(child.signed('example.org', 47, [nsec('mail.example.org', [15])])).holds).toBe(false)
  })
})

describe('hostile bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((one) => Buffer.from(one))

  test('readers never throw', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        readSignature(one)
        readZoneKey(one)
        const records = [
          { name: 'a.org', type: 47, ttlSeconds: 1, rdata: one.toString('base64') },
          {
            name: '0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.org',
            type: 50,
            ttlSeconds: 1,
            rdata: other.toString('base64'),
          },
          { name: 'a.org', type: 46, ttlSeconds: 1, rdata: other.toString('base64') },
        ]
        denialOf(recordSets(records), 'b.a.org', 15)
        judgeCut('a.org', zone, records, zoneNow)
      }),
    )
  })

  test('the order of names is one (RFC 4034 §6.1)', () => {
    const names = ['example', 'a.example', 'yljkjljk.a.example', 'Z.a.example', 'zABC.a.EXAMPLE', 'z.example']
    const later = ['\\001.z.example', '*.z.example', '\\200.z.example']
    const all = [...names, ...later]
    expect(all.toReversed().toSorted(compareNames)).toEqual(all)
  })
})
