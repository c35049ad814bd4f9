import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { wireName } from './wire-name.ts'

/** A DNSKEY that may sign records of its zone (RFC 4034 §2). */
export interface ZoneKey {
  readonly tag: number
  readonly algorithm: number
  readonly publicKey: Buffer
  readonly rdata: Buffer
}

/** A DS record (RFC 4034 §5), or a trust anchor in that form. */
export interface KeyDigest {
  readonly tag: number
  readonly algorithm: number
  readonly digestType: number
  /** Hexadecimal, lower case. */
  readonly digest: string
}

const zoneKeyFlag = 0x0100
const revokedFlag = 0x0080
const dnssecProtocol = 3

/** Undefined: cut off, not for signing zones, of another protocol, or revoked (RFC 5011 §2.1). */
export function readZoneKey(rdata: Buffer): ZoneKey | undefined {
  if (rdata.length < 5) return undefined
  const flags = rdata.readUInt16BE(0)
  if ((flags & zoneKeyFlag) === 0 || (flags & revokedFlag) !== 0 || rdata[2] !== dnssecProtocol)
    return undefined
  return { tag: keyTagOf(rdata), algorithm: rdata[3] ?? 0, publicKey: rdata.subarray(4), rdata }
}

/** RFC 4034 appendix B; the key of RSA/MD5 (B.1) is none that is used here. */
export function keyTagOf(rdata: Buffer): number {
  let sum = 0
  for (const [index, byte] of rdata.entries()) sum += index % 2 === 0 ? byte << 8 : byte
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff
}

export function readKeyDigest(rdata: Buffer): KeyDigest | undefined {
  if (rdata.length < 5) return undefined
  const [, , algorithm = 0, digestType = 0] = rdata
  return { tag: rdata.readUInt16BE(0), algorithm, digestType, digest: rdata.subarray(4).toString('hex') }
}

/** `20326 8 2 E06D…`, blanks in the digest allowed, as in zone files. Undefined: something else. */
export function parseKeyDigest(text: string): KeyDigest | undefined {
  const match = /^(\d{1,5}) (\d{1,3}) (\d{1,3}) ([0-9a-f ]{20,300})$/i.exec(text.trim())
  if (match === null) return undefined
  const [, tag, algorithm, digestType, digest = ''] = match
  const hex = digest.replaceAll(' ', '').toLowerCase()
  return { tag: Number(tag), algorithm: Number(algorithm), digestType: Number(digestType), digest: hex }
}

/** RFC 4034 §5.1.4, RFC 4509, RFC 6605 §2. */
const hashes: ReadonlyMap<number, string> = new Map([
  [1, 'sha1'],
  [2, 'sha256'],
  [4, 'sha384'],
])

/** Digest types that are computed here. */
export function knowsDigest(digestType: number): boolean {
  return hashes.has(digestType)
}

/** Whether the digest is that of the key at `zone`. */
export function digestFits(zone: string, key: ZoneKey, digest: KeyDigest): boolean {
  const hash = hashes.get(digest.digestType)
  if (hash === undefined || key.tag !== digest.tag || key.algorithm !== digest.algorithm) return false
  return createHash(hash).update(wireName(zone)).update(key.rdata).digest('hex') === digest.digest
}

interface Algorithm {
  readonly name: string
  /** Undefined: the hash is a part of the algorithm (EdDSA). */
  readonly hash: string | undefined
  readonly keyOf: (bytes: Buffer) => KeyObject
}

/** By the number that IANA gave; those of RFC 8624 §3.1 that validators must or should know. */
const algorithms: ReadonlyMap<number, Algorithm> = new Map<number, Algorithm>([
  [5, { name: 'RSA/SHA-1', hash: 'sha1', keyOf: rsaKey }],
  [7, { name: 'RSA/SHA-1', hash: 'sha1', keyOf: rsaKey }],
  [8, { name: 'RSA/SHA-256', hash: 'sha256', keyOf: rsaKey }],
  [10, { name: 'RSA/SHA-512', hash: 'sha512', keyOf: rsaKey }],
  [13, { name: 'ECDSA P-256', hash: 'sha256', keyOf: (bytes) => ellipticKey('P-256', 32, bytes) }],
  [14, { name: 'ECDSA P-384', hash: 'sha384', keyOf: (bytes) => ellipticKey('P-384', 48, bytes) }],
  [15, { name: 'Ed25519', hash: undefined, keyOf: (bytes) => edwardsKey('Ed25519', bytes) }],
  [16, { name: 'Ed448', hash: undefined, keyOf: (bytes) => edwardsKey('Ed448', bytes) }],
])

export function algorithmOf(number: number): Algorithm | undefined {
  return algorithms.get(number)
}

/** RFC 3110 §2: the exponent's length in one byte, or in two after a zero. */
function rsaKey(bytes: Buffer): KeyObject {
  const long = bytes[0] === 0
  const length = long ? bytes.readUInt16BE(1) : (bytes[0] ?? 0)
  const start = long ? 3 : 1
  const [e, n] = [bytes.subarray(start, start + length), bytes.subarray(start + length)]
  const key = { kty: 'RSA', e: e.toString('base64url'), n: n.toString('base64url') }
  return createPublicKey({ key, format: 'jwk' })
}

/** RFC 6605 §4: both coordinates, one after the other. */
function ellipticKey(crv: string, size: number, bytes: Buffer): KeyObject {
  const [x, y] = [bytes.subarray(0, size), bytes.subarray(size)]
  const key = { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') }
  return createPublicKey({ key, format: 'jwk' })
}

function edwardsKey(crv: string, bytes: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv, x: bytes.toString('base64url') }, format: 'jwk' })
}
