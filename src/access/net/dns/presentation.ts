import type { Answer as WireRecord } from 'dns-packet'
import type { DnsRecord, RecordType } from '../net.ts'
import { plainName, unescapeLabel } from './name.ts'

const recordTypes: ReadonlySet<string> = new Set<RecordType>([
  ...([
    'A',
    'AAAA',
    'MX',
    'TXT',
    'PTR',
    'CNAME',
    'NS',
    'SOA',
    'TLSA',
    'DS',
    'DNSKEY',
    'CAA',
    'SRV',
    'RRSIG',
  ] as const),
])

function isRecordType(type: string): type is RecordType {
  return recordTypes.has(type)
}

/** One record as the port shows it; `undefined` for types and classes that nobody asks for. */
export function presentRecord(record: WireRecord): DnsRecord | undefined {
  if (!isRecordType(record.type) || record.type !== record.type.toUpperCase()) return undefined
  if (!('class' in record) || record.class !== 'IN') return undefined
  const data = presentData(record)
  if (data === undefined) return undefined
  const seconds = 'ttl' in record ? (record.ttl ?? 0) : 0
  // RFC 2181 §8: a TTL with the top bit set is zero.
  const ttlSeconds = seconds > 0x7fff_ffff ? 0 : seconds
  return { name: plainName(record.name), type: record.type, ttlSeconds, data }
}

function presentData(record: WireRecord): string | undefined {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.data
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return plainName(record.data)
    case 'MX':
      return `${record.data.preference ?? 0} ${plainName(record.data.exchange)}`
    case 'TXT':
      return textOf(record.data)
    case 'SRV': {
      const { priority, weight, port, target } = record.data
      return `${priority ?? 0} ${weight ?? 0} ${port} ${plainName(target)}`
    }
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data
      const numbers = [serial, refresh, retry, expire, minimum].map((value) => value ?? 0)
      return [plainName(mname), plainName(rname), ...numbers].join(' ')
    }
    case 'CAA': {
      const { flags, tag, value } = record.data
      return `${flags ?? 0} ${unescapeLabel(tag)} "${unescapeLabel(value)}"`
    }
    case 'TLSA': {
      const { usage, selector, matchingType, certificate } = record.data
      return `${usage} ${selector} ${matchingType} ${certificate.toString('hex')}`
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = record.data
      return `${keyTag} ${algorithm} ${digestType} ${digest.toString('hex')}`
    }
    case 'DNSKEY': {
      const { flags, algorithm, key } = record.data
      return `${flags} 3 ${algorithm} ${key.toString('base64')} ; key id = ${keyTag(flags, algorithm, key)}`
    }
    case 'RRSIG': {
      const { typeCovered, algorithm, originalTTL, expiration, inception, keyTag, signersName } = record.data
      return [
        typeCovered,
        algorithm,
        originalTTL,
        expiration,
        inception,
        keyTag,
        plainName(signersName),
      ].join(' ')
    }
    default:
      return undefined
  }
}

/** The strings of one TXT record, joined without a blank (RFC 7208 §3.3), as UTF-8. */
function textOf(data: string | Buffer | (string | Buffer)[]): string {
  const parts = Array.isArray(data) ? data : [data]
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))).toString(
    'utf8',
  )
}

/** RFC 4034 appendix B. */
function keyTag(flags: number, algorithm: number, key: Uint8Array): number {
  const data = Uint8Array.of(flags >> 8, flags & 0xff, 3, algorithm, ...key)
  let sum = 0
  data.forEach((byte, index) => {
    sum += index % 2 === 0 ? byte << 8 : byte
  })
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff
}
