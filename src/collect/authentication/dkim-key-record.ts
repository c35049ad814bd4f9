/** A DKIM key record (RFC 6376 §3.6.1), read. */
export interface DkimKeyRecord {
  readonly text: string
  /** `rsa` (also when not named) or `ed25519` (RFC 8463). */
  readonly keyType: string
  /** `p=`, base64 without blanks; '' means revoked. */
  readonly publicKey: string
  readonly revoked: boolean
  /** `t=y`: receivers must not treat mail worse for a failure. Not a fault. */
  readonly testing: boolean
  /** `t=s`: `i=` must be of the very domain, not of one below it. */
  readonly strictIdentity: boolean
  /** Size of an RSA modulus; undefined where it cannot be read. */
  readonly bits: number | undefined
  /** `s=`: `*`, or `email` among others. */
  readonly services: readonly string[]
  /** `h=`: what signatures may be hashed with; without it, all that is known. */
  readonly hashes: readonly string[]
  readonly errors: readonly string[]
}

/** Parses a tag list (RFC 6376 §3.2); tags that are not known are ignored. Never throws. */
export function parseDkimKeyRecord(text: string): DkimKeyRecord {
  const errors: string[] = []
  const tags = parseTags(text, errors)
  const version = tags.get('v')
  if (version !== undefined && version !== 'DKIM1') errors.push(`v=${version} is not DKIM1`)
  if (version !== undefined && tags.keys().next().value !== 'v') errors.push('v= must come first')
  const publicKey = (tags.get('p') ?? '').replace(/[ \t\r\n]/g, '')
  if (!tags.has('p')) errors.push('p= is missing')
  else if (!/^[A-Za-z0-9+/]*={0,2}$/.test(publicKey)) errors.push('p= is not base64')
  const keyType = (tags.get('k') ?? 'rsa').toLowerCase()
  const der = Buffer.from(publicKey, 'base64')
  const bits = keyType === 'rsa' && publicKey !== '' ? modulusBits(rsaKeyOf(der)) : undefined
  if (keyType === 'rsa' && publicKey !== '' && bits === undefined) errors.push('p= is not a whole RSA key')
  return {
    text,
    keyType,
    publicKey,
    revoked: tags.has('p') && publicKey === '',
    testing: listOf(tags.get('t') ?? '').includes('y'),
    strictIdentity: listOf(tags.get('t') ?? '').includes('s'),
    bits,
    services: listOf(tags.get('s') ?? '*'),
    hashes: listOf(tags.get('h') ?? 'sha1:sha256'),
    errors,
  }
}

/** Words between colons, small. */
function listOf(value: string): string[] {
  return value.split(':').map((word) => word.trim().toLowerCase())
}

function parseTags(text: string, errors: string[]): Map<string, string> {
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    const equals = part.indexOf('=')
    if (part.trim() === '') continue
    const name = part.slice(0, equals).trim()
    if (equals < 1 || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
      errors.push(`"${part.trim().slice(0, 40)}" is no tag`)
    else if (tags.has(name)) errors.push(`${name}= stands twice`)
    else tags.set(name, part.slice(equals + 1).trim())
  }
  return tags
}

/**
 * Whether a published key is the public half of a private one. `spki` is subject public key info, base64.
 * RSA may be published as SPKI or as the bare key inside it (RFC 6376 §3.6.1); Ed25519 as 32 bytes.
 */
export function isSameKey(record: Pick<DkimKeyRecord, 'keyType' | 'publicKey'>, spki: string): boolean {
  const published = Buffer.from(record.publicKey, 'base64')
  const own = Buffer.from(spki, 'base64')
  if (record.keyType === 'ed25519') return published.equals(own.subarray(-32)) || published.equals(own)
  const [left, right] = [rsaKeyOf(published), rsaKeyOf(own)]
  return left !== undefined && right !== undefined && left.equals(right)
}

const sequenceTag = 0x30
const bitStringTag = 0x03
const integerTag = 0x02

interface DerItem {
  readonly tag: number
  readonly content: Buffer
  readonly rest: Buffer
}

/** One DER item (X.690 §8.1): tag, length, content. Cut short → undefined. */
function derItem(bytes: Buffer): DerItem | undefined {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 3 || bytes.length < 2 + lengthBytes) return undefined
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes)
  const start = 2 + lengthBytes
  if (bytes.length < start + length) return undefined
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) }
}

/** RSAPublicKey (RFC 8017 §A.1.1): itself, or from inside of SubjectPublicKeyInfo. */
function rsaKeyOf(der: Buffer): Buffer | undefined {
  const outer = derItem(der)
  if (outer === undefined || outer.tag !== sequenceTag) return undefined
  const first = derItem(outer.content)
  if (first?.tag === integerTag) return outer.content
  const key = first === undefined ? undefined : derItem(first.rest)
  const inner = key?.tag === bitStringTag ? derItem(key.content.subarray(1)) : undefined
  return inner?.tag === sequenceTag ? inner.content : undefined
}

function modulusBits(key: Buffer | undefined): number | undefined {
  const modulus = key === undefined ? undefined : derItem(key)
  if (modulus === undefined || modulus.tag !== integerTag) return undefined
  const start = modulus.content.findIndex((byte) => byte !== 0)
  const top = modulus.content[start]
  return start === -1 || top === undefined
    ? undefined
    : (modulus.content.length - start - 1) * 8 + (32 - Math.clz32(top))
}
