import { describe, expect, test } from 'vitest'
import { hashedName } from '../../../../src/collect/dns/dnssec/denial.ts'
import { checkSet, readSignature } from '../../../../src/collect/dns/dnssec/signature.ts'
import { wireName } from '../../../../src/collect/dns/dnssec/wire-name.ts'
import {
  digestFits,
  keyTagOf,
  parseKeyDigest,
  readZoneKey,
} from '../../../../src/collect/dns/dnssec/zone-key.ts'

/** `257 3 13 base64` as in the RFCs. */
function keyOf(text: string): Buffer {
  const [flags, protocol, algorithm, base64 = ''] = text.split(' ')
  const head = Buffer.from([Number(flags) >> 8, Number(flags) & 0xff, Number(protocol), Number(algorithm)])
  return Buffer.concat([head, Buffer.from(base64, 'base64')])
}

/** `A 13 3 3600 expiration inception tag signer base64`, times in seconds. */
function signatureOf(type: number, text: string): Buffer {
  const [, algorithm, labels, ttl, expiration, inception, tag, signer = '', base64 = ''] = text.split(' ')
  const head = Buffer.alloc(18)
  head.writeUInt16BE(type, 0)
  head[2] = Number(algorithm)
  head[3] = Number(labels)
  head.writeUInt32BE(Number(ttl), 4)
  head.writeUInt32BE(Number(expiration), 8)
  head.writeUInt32BE(Number(inception), 12)
  head.writeUInt16BE(Number(tag), 16)
  return Buffer.concat([head, wireName(signer), Buffer.from(base64, 'base64')])
}

const address = Buffer.from([192, 0, 2, 1])
const otherAddress = Buffer.from([192, 0, 2, 91])
const exchanger = Buffer.concat([Buffer.from([0, 10]), wireName('mail.example.com')])

const vectors = [
  {
    what: 'RFC 5702 §6.1, RSA/SHA-256',
    owner: 'www.example.net',
    type: 1,
    rdata: otherAddress,
    tag: 9033,
    key: '256 3 8 AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFtR2Fh36BponcwtkZ4cAgtvd4Qs8PkxUdp6p/DlUmObdk=',
    signature:
      'A 8 3 3600 1893456000 946684800 9033 example.net kRCOH6u7l0QGy9qpC9l1sLncJcOKFLJ7GhiUOibu4teYp5VE9RncriShZNz85mwlMgNEacFYK/lPtPiVYP4bwg==',
  },
  {
    what: 'RFC 5702 §6.2, RSA/SHA-512',
    owner: 'www.example.net',
    type: 1,
    rdata: otherAddress,
    tag: 3740,
    key: '256 3 10 AwEAAdHoNTOW+et86KuJOWRDp1pndvwb6Y83nSVXXyLA3DLroROUkN6X0O6pnWnjJQujX/AyhqFDxj13tOnD9u/1kTg7cV6rklMrZDtJCQ5PCl/D7QNPsgVsMu1J2Q8gpMpztNFLpPBz1bWXjDtaR7ZQBlZ3PFY12ZTSncorffcGmhOL',
    signature:
      'A 10 3 3600 1893456000 946684800 3740 example.net tsb4wnjRUDnB1BUi+t6TMTXThjVnG+eCkWqjvvjhzQL1d0YRoOe0CbxrVDYd0xDtsuJRaeUw1ep94PzEWzr0iGYgZBWm/zpq+9fOuagYJRfDqfReKBzMweOLDiNa8iP5g9vMhpuv6OPlvpXwm9Sa9ZXIbNl1MBGk0fthPgxdDLw=',
  },
  {
    what: 'RFC 6605 §6.1, P-256',
    owner: 'www.example.net',
    type: 1,
    rdata: address,
    tag: 55648,
    key: '257 3 13 GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==',
    signature:
      'A 13 3 3600 1284026679 1281607479 55648 example.net qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw==',
    zone: 'example.net',
    digest: '55648 13 2 b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17',
  },
  {
    what: 'RFC 6605 §6.2, P-384',
    owner: 'www.example.net',
    type: 1,
    rdata: address,
    tag: 10771,
    key: '257 3 14 xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40',
    signature:
      'A 14 3 3600 1284027625 1281608425 10771 example.net /L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuzWTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm',
    zone: 'example.net',
    digest:
      '10771 14 4 72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405c3008a946df983d6',
  },
  {
    what: 'RFC 8080 §6.1 with erratum 4935, Ed25519',
    owner: 'example.com',
    type: 15,
    rdata: exchanger,
    tag: 3613,
    key: '257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=',
    signature:
      'MX 15 2 3600 1440021600 1438207200 3613 example.com oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==',
    zone: 'example.com',
    digest: '3613 15 2 3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b',
  },
] as const

describe('the examples of the RFCs', () => {
  test.each(vectors)('$what', ({ owner, type, rdata, tag, key, signature, ...more }) => {
    const bytes = keyOf(key)
    expect(keyTagOf(bytes)).toBe(tag)
    const zoneKey = readZoneKey(bytes)
    const read = readSignature(signatureOf(type, signature))
    if (zoneKey === undefined || read === undefined) throw new Error('unreadable')
    const check = (data: Buffer, now: number) =>
      checkSet({ name: owner, type, rdata: [data], signatures: [read] }, read.signer, [zoneKey], now)
    const within = (read.inception + read.expiration) / 2
    expect(check(rdata, within)).toMatchObject({ holds: true, fromWildcard: false })
    const forged = Buffer.from(rdata)
    forged[3] = (forged[3] ?? 0) ^ 1
    expect(check(forged, within)).toEqual({ holds: false, because: { code: 'wrong signature', keyTag: tag } })
    expect(check(rdata, read.expiration + 1)).toMatchObject({ because: { code: 'expired' } })
    expect(check(rdata, read.inception - 1)).toMatchObject({ because: { code: 'not yet valid' } })
    if (!('digest' in more)) return
    const digest = parseKeyDigest(more.digest)
    if (digest === undefined) throw new Error('unreadable')
    expect(digestFits(more.zone, zoneKey, digest)).toBe(true)
    expect(digestFits('example.org', zoneKey, digest)).toBe(false)
  })

  test('RFC 4034 §5.4, a DS by SHA-1', () => {
    const key = readZoneKey(
      keyOf(
        '256 3 5 AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==',
      ),
    )
    const digest = parseKeyDigest('60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118')
    if (key === undefined || digest === undefined) throw new Error('unreadable')
    expect(key.tag).toBe(60485)
    expect(digestFits('dskey.example.com', key, digest)).toBe(true)
  })

  test('RFC 5155 appendix A, hashed names', () => {
    const salt = Buffer.from('aabbccdd', 'hex')
    const hash = (name: string) => hashedName(name, salt, 12)
    // In the RFC's base32: 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom and 35mthgpgcu1qg68fab165klnsnk3dpvl.
    expect(hash('example')).toBe('065368abeed7ec6e9feba96b8c8bc3e8b791f716')
    expect(hash('a.example')).toBe('196dd8c3306783a8190f52c262d2b7e5e836e7f5')
  })
})
