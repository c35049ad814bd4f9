import { verify } from 'node:crypto'
import type { CanonicalRecord } from '../../../access/net/net.ts'
import { labelsOf, lastLabels, readWireName, wireName } from './wire-name.ts'
import { algorithmOf, type ZoneKey } from './zone-key.ts'

/** An RRSIG record (RFC 4034 §3). Times in milliseconds since 1970 UTC. */
export interface Signature {
  readonly typeCovered: number
  readonly algorithm: number
  readonly labels: number
  readonly originalTtl: number
  readonly expiration: number
  readonly inception: number
  readonly keyTag: number
  readonly signer: string
  /** RDATA without the signature itself: the first part of what is signed. */
  readonly head: Buffer
  readonly bytes: Buffer
}

/** All records of one name and type. */
export interface RecordSet {
  readonly name: string
  readonly type: number
  readonly rdata: readonly Buffer[]
  readonly signatures: readonly Signature[]
}

const signatureType = 46

/** Why no signature over a set holds: the reason of the one that came nearest. */
export type Refusal =
  | { readonly code: 'not signed' }
  | { readonly code: 'no such key'; readonly keyTags: readonly number[] }
  | { readonly code: 'expired' | 'not yet valid'; readonly at: number; readonly keyTag: number }
  | { readonly code: 'wrong signature'; readonly keyTag: number }
  | { readonly code: 'algorithm not known'; readonly algorithm: number }

export type SetCheck =
  | { readonly holds: true; readonly signature: Signature; readonly fromWildcard: boolean }
  | { readonly holds: false; readonly because: Refusal }

/** Undefined: cut off. */
export function readSignature(rdata: Buffer): Signature | undefined {
  const signer = rdata.length < 19 ? undefined : readWireName(rdata, 18)
  if (signer === undefined) return undefined
  return {
    typeCovered: rdata.readUInt16BE(0),
    algorithm: rdata[2] ?? 0,
    labels: rdata[3] ?? 0,
    originalTtl: rdata.readUInt32BE(4),
    expiration: rdata.readUInt32BE(8) * 1_000,
    inception: rdata.readUInt32BE(12) * 1_000,
    keyTag: rdata.readUInt16BE(16),
    signer: signer.name,
    head: rdata.subarray(0, signer.end),
    bytes: rdata.subarray(signer.end),
  }
}

/** The sets of a message, each with its signatures. */
export function recordSets(records: readonly CanonicalRecord[]): readonly RecordSet[] {
  const signatures = records.flatMap(({ name, type, rdata }) => {
    const read = type === signatureType ? readSignature(Buffer.from(rdata, 'base64')) : undefined
    return read === undefined ? [] : [{ name, read }]
  })
  const data = records.filter(({ type }) => type !== signatureType)
  return [...Map.groupBy(data, ({ name, type }) => `${type} ${name}`).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { name, type } = first
    const over = signatures.filter((one) => one.name === name && one.read.typeCovered === type)
    const rdata = group.map((one) => Buffer.from(one.rdata, 'base64'))
    return [{ name, type, rdata, signatures: over.map(({ read }) => read) }]
  })
}

/** More signatures than this over one set are an attack on who verifies them (CVE-2023-50387). */
const mostSignatures = 8
const mostKeysOfTag = 2

/** RFC 4035 §5.3: whether one signature by a key of `zone` holds at `now`. Pure; never throws. */
export function checkSet(set: RecordSet, zone: string, keys: readonly ZoneKey[], now: number): SetCheck {
  const candidates = set.signatures
    .filter(({ signer, labels }) => signer === zone && labels <= labelsOf(set.name).length)
    .slice(0, mostSignatures)
  const refusals: Refusal[] = []
  for (const signature of candidates) {
    const refusal = checkSignature(set, signature, keys, now)
    if (refusal === undefined)
      return { holds: true, signature, fromWildcard: signature.labels < signedLabels(set.name) }
    refusals.push(refusal)
  }
  const nearest = refusals.toSorted((one, other) => closeness(other) - closeness(one))[0]
  return { holds: false, because: nearest ?? { code: 'not signed' } }
}

/** The asterisk of a wildcard is not counted (RFC 4034 §3.1.3). */
function signedLabels(name: string): number {
  const labels = labelsOf(name)
  return labels[0] === '*' ? labels.length - 1 : labels.length
}

function checkSignature(
  set: RecordSet,
  signature: Signature,
  keys: readonly ZoneKey[],
  now: number,
): Refusal | undefined {
  const { algorithm: number, keyTag, expiration, inception } = signature
  const algorithm = algorithmOf(number)
  if (algorithm === undefined) return { code: 'algorithm not known', algorithm: number }
  const fitting = keys.filter((key) => key.tag === keyTag && key.algorithm === number)
  if (fitting.length === 0) return { code: 'no such key', keyTags: [keyTag] }
  const signed = signedBytes(set, signature)
  if (!fitting.slice(0, mostKeysOfTag).some((key) => verifies(signed, signature, key)))
    return { code: 'wrong signature', keyTag }
  if (expiration < now) return { code: 'expired', at: expiration, keyTag }
  return inception > now ? { code: 'not yet valid', at: inception, keyTag } : undefined
}

/** How far a refused signature came: who mends it wants to hear of that one. */
function closeness({ code }: Refusal): number {
  return [
    'not signed',
    'algorithm not known',
    'no such key',
    'wrong signature',
    'not yet valid',
    'expired',
  ].indexOf(code)
}

/** RFC 4034 §3.1.8.1: the head of the RRSIG, then each record with the original TTL, in canonical order. */
function signedBytes({ name, type, rdata }: RecordSet, { labels, originalTtl, head }: Signature): Buffer {
  const owner = labels < signedLabels(name) ? `*.${lastLabels(name, labels)}`.replace(/\.$/, '') : name
  const fixed = Buffer.alloc(8)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(1, 2)
  fixed.writeUInt32BE(originalTtl, 4)
  const start = Buffer.concat([wireName(owner), fixed])
  const distinct = [...new Map(rdata.map((one) => [one.toString('latin1'), one])).values()]
  const records = distinct.toSorted(Buffer.compare).map((data) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(data.length)
    return Buffer.concat([start, length, data])
  })
  return Buffer.concat([head, ...records])
}

function verifies(signed: Buffer, { algorithm: number, bytes }: Signature, { publicKey }: ZoneKey): boolean {
  const algorithm = algorithmOf(number)
  if (algorithm === undefined) return false
  try {
    const key = algorithm.keyOf(publicKey)
    // RFC 6605 §4: r and s as they are, not as DER.
    return verify(algorithm.hash, signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)
  } catch {
    // A key that OpenSSL cannot read verifies nothing.
    return false
  }
}
