import { type Evidence, known, unknown } from '../../access/answer.ts'
import type { DnsRecord } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { normalName, selfAndAncestors } from './domain-name.ts'
import { lookUp } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

/** A DS record above, and whether a key of the zone fits it. */
export interface DelegationSigner {
  readonly keyTag: number
  readonly algorithm: number
  readonly digestType: number
  /** `unknown digest`: a digest type that is not computed here. */
  readonly match: 'matches' | 'no such key' | 'another key' | 'unknown digest'
}

/** RRSIG over the zone's keys or its SOA. Milliseconds since 1970 UTC. */
export interface ZoneSignature {
  readonly covers: string
  readonly algorithm: number
  readonly inception: number
  readonly expiration: number
  readonly keyTag: number
}

export interface DnssecChain {
  readonly zone: string
  readonly signers: readonly DelegationSigner[]
  readonly keyTags: readonly number[]
  /** Empty also where the resolver does not hand on signatures. */
  readonly signatures: readonly ZoneSignature[]
}

/**
 * Looked at by ourselves, without validation (CD), so that a broken chain can be seen from within. What
 * the signatures are worth, a validating resolver says (`dns.validation`).
 */
export const dnssecChain = factAbout<string>()({
  id: 'dns.dnssec-chain',
  summary:
    'DS, keys and signatures of the zone that holds a domain, compared. Absent: no DS, not signed for others.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<DnssecChain>> {
    const zone = await zoneOf(world, domain)
    if (zone === undefined) return unknown('failed', `no zone above ${domain} was found`)
    const unchecked = { checkingDisabled: true, signatures: true } as const
    const [parents, keys, soa] = await Promise.all([
      lookUp(world, { name: zone, type: 'DS', ...unchecked }),
      lookUp(world, { name: zone, type: 'DNSKEY', ...unchecked }),
      lookUp(world, { name: zone, type: 'SOA', ...unchecked }),
    ])
    if (parents.status !== 'known') return parents
    if (keys.status === 'unknown') return keys
    const records = keys.status === 'known' ? keys.value.records : []
    const signers = await Promise.all(parents.value.records.map(({ data }) => compare(zone, data, records)))
    const signatures = [keys, soa].flatMap((answer) =>
      answer.status === 'known' ? (answer.value.signatures ?? []).map(readSignature) : [],
    )
    const evidence: Evidence[] = [...parents.evidence, ...keys.evidence]
    return known({ zone, signers, keyTags: records.map(keyTagOf), signatures }, ...evidence)
  },
})

async function zoneOf(world: World, domain: string): Promise<string | undefined> {
  for (const zone of selfAndAncestors(domain).slice(0, -1)) {
    const soa = await lookUp(world, { name: zone, type: 'SOA', checkingDisabled: true, signatures: true })
    if (soa.status === 'known') return zone
  }
  return undefined
}

const digests: Readonly<Record<number, string>> = { 1: 'SHA-1', 2: 'SHA-256', 4: 'SHA-384' }

/** RFC 4034 §5.1.4: the digest covers the owner name and the key's RDATA. */
async function compare(zone: string, data: string, keys: readonly DnsRecord[]): Promise<DelegationSigner> {
  const [tag = '', algorithmText = '', digestTypeText = '', hex = ''] = data.split(' ')
  const [keyTag, algorithm, digestType] = [tag, algorithmText, digestTypeText].map(Number)
  const signer = { keyTag: keyTag ?? 0, algorithm: algorithm ?? 0, digestType: digestType ?? 0 }
  const fitting = keys.filter((key) => keyTagOf(key) === signer.keyTag)
  if (fitting.length === 0) return { ...signer, match: 'no such key' }
  const name = digests[signer.digestType]
  if (name === undefined) return { ...signer, match: 'unknown digest' }
  for (const key of fitting) {
    const digest = await crypto.subtle.digest(name, keyBytes(zone, key.data))
    if (Buffer.from(digest).toString('hex') === hex.toLowerCase()) return { ...signer, match: 'matches' }
  }
  return { ...signer, match: 'another key' }
}

/** Owner name in wire form, lower case, then flags, protocol, algorithm and key. */
function keyBytes(zone: string, data: string): Uint8Array<ArrayBuffer> {
  const [flags = '0', protocol = '3', algorithm = '0', base64 = ''] = data.split(' ')
  const labels = normalName(zone)
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]))
  const head = Buffer.from([Number(flags) >> 8, Number(flags) & 0xff, Number(protocol), Number(algorithm)])
  return Uint8Array.from(Buffer.concat([...labels, Buffer.from([0]), head, Buffer.from(base64, 'base64')]))
}

function keyTagOf({ data }: DnsRecord): number {
  return Number(/; key id = (\d+)/.exec(data)?.[1] ?? Number.NaN)
}

/** `DNSKEY 13 3600 expiration inception tag signer`, times in seconds. */
function readSignature({ data }: DnsRecord): ZoneSignature {
  const [covers = '', algorithm = '', , expiration = '', inception = '', keyTag = ''] = data.split(' ')
  return {
    covers,
    algorithm: Number(algorithm),
    inception: Number(inception) * 1_000,
    expiration: Number(expiration) * 1_000,
    keyTag: Number(keyTag),
  }
}
