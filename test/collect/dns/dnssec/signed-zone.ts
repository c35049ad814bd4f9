import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { CanonicalRecord } from '../../../../src/access/net/net.ts'
import { labelsOf, wireName } from '../../../../src/collect/dns/dnssec/wire-name.ts'
import { keyTagOf, readZoneKey, type ZoneKey } from '../../../../src/collect/dns/dnssec/zone-key.ts'

/** The time in these zones, milliseconds; signatures hold a day before and after. */
export const zoneNow = Date.UTC(2026, 10, 24)
const day = 86_400_000

/** A signer with a key of its own, Ed448 or Ed25519, for zones that are written in a test. */
export class Signer {
  readonly zone: string
  readonly key: ZoneKey
  readonly #privateKey: KeyObject
  readonly #algorithm: 15 | 16

  constructor(zone: string, algorithm: 15 | 16 = 15) {
    const pair = algorithm === 16 ? generateKeyPairSync('ed448') : generateKeyPairSync('ed25519')
    const { x = '' } = pair.publicKey.export({ format: 'jwk' })
    const rdata = Buffer.concat([Buffer.from([1, 1, 3, algorithm]), Buffer.from(x, 'base64url')])
    const key = readZoneKey(rdata)
    if (key === undefined) throw new Error('a key that cannot be read')
    this.zone = zone
    this.key = key
    this.#privateKey = pair.privateKey
    this.#algorithm = algorithm
  }

  /** The set with its signature. `from`, `until`: milliseconds. `labels`: fewer than the name has for a wildcard. */
  signed(
    name: string,
    type: number,
    rdata: readonly Buffer[],
    { from = zoneNow - day, until = zoneNow + day, labels = labelsOf(name).length } = {},
  ): CanonicalRecord[] {
    const head = Buffer.alloc(18)
    head.writeUInt16BE(type, 0)
    head[2] = this.#algorithm
    head[3] = labels
    head.writeUInt32BE(300, 4)
    head.writeUInt32BE(until / 1_000, 8)
    head.writeUInt32BE(from / 1_000, 12)
    head.writeUInt16BE(keyTagOf(this.key.rdata), 16)
    const start = Buffer.concat([head, wireName(this.zone)])
    const owner = labels < labelsOf(name).length ? `*.${labelsOf(name).slice(-labels).join('.')}` : name
    const records = [...rdata].sort(Buffer.compare).map((data) => {
      const fixed = Buffer.alloc(10)
      fixed.writeUInt16BE(type, 0)
      fixed.writeUInt16BE(1, 2)
      fixed.writeUInt32BE(300, 4)
      fixed.writeUInt16BE(data.length, 8)
      return Buffer.concat([wireName(owner), fixed, data])
    })
    const signature = sign(null, Buffer.concat([start, ...records]), this.#privateKey)
    const record = (of: number, data: Buffer): CanonicalRecord => ({
      name,
      type: of,
      ttlSeconds: 300,
      rdata: data.toString('base64'),
    })
    return [...rdata.map((data) => record(type, data)), record(46, Buffer.concat([start, signature]))]
  }
}

/** RDATA of an NSEC record; types below 64. */
export function nsec(next: string, types: readonly number[]): Buffer {
  const bits = Buffer.alloc(8)
  for (const type of types) bits[type >> 3] = (bits[type >> 3] ?? 0) | (0x80 >> (type & 7))
  return Buffer.concat([wireName(next), Buffer.from([0, bits.length]), bits])
}
