import { constants, createHash, type KeyObject, publicDecrypt, verify } from 'node:crypto'
import { isDomainName, isWithin } from '../../dns/domain-name.ts'
import type { RecordLookUp } from '../../dns/look-up.ts'
import {
  bodyHash,
  type Canonicalization,
  canonicalField,
  signedFields,
  withoutSignature,
} from './canonical.ts'
import { type KeyFault, publishedKey } from './public-key.ts'
import { fieldValue, type RawField, type RawMessage } from './raw-message.ts'
import { parseTagList, withoutSpace } from './tag-list.ts'

/** Why a signature does not hold, or cannot be checked. */
export type SignatureFault =
  | KeyFault
  | 'malformed'
  | 'algorithm'
  | 'expired'
  | 'body-changed'
  | 'body-not-given'
  | 'header-changed'
  /** The key that is published now did not make this signature: it was replaced under the same selector. */
  | 'key-replaced'
  /** The header was changed, or the key replaced: this algorithm does not tell which. */
  | 'header-or-key-changed'

/** A signature, checked now (RFC 6376 §6.1; results are the words of RFC 8601 §2.7.1). */
export interface SignatureCheck {
  readonly domain: string | undefined
  readonly selector: string | undefined
  readonly algorithm: string | undefined
  /** unknown: nothing wrong was found, but not all could be looked at. */
  readonly result: 'pass' | 'fail' | 'policy' | 'permerror' | 'temperror' | 'unknown'
  readonly fault: SignatureFault | undefined
  readonly header: 'intact' | 'changed' | 'not-checked'
  readonly body: 'intact' | 'changed' | 'not-checked'
  /** Bytes after the end that `l=` set: anybody may have put them there. */
  readonly unsignedBytes: number
  /** Seconds since 1970. */
  readonly signedAt: number | undefined
  readonly expiresAt: number | undefined
  /** Names of the fields that are signed, in small letters. */
  readonly signedNames: readonly string[]
  /** First characters of `b=`, by which receivers name a signature (RFC 6008). */
  readonly mark: string
}

/** What a signature field says, its grammar checked. */
interface SignatureTags {
  readonly domain: string
  /** Domain of `i=`; where there is none, that of `d=`. */
  readonly identityDomain: string
  readonly selector: string
  readonly keyType: 'rsa' | 'ed25519'
  readonly header: Canonicalization
  readonly body: Canonicalization
  readonly names: readonly string[]
  readonly bodyHash: string
  readonly signature: Buffer
  readonly length: number | undefined
  readonly signedAt: number | undefined
  readonly expiresAt: number | undefined
}

export interface SignatureKind {
  /** Tags without which the field is no signature. */
  readonly required: readonly string[]
  /** What counts where `c=` is missing. */
  readonly usualCanonicalization: 'simple/simple' | 'relaxed/relaxed'
  /** Whether `i=` is an identity within `d=` (RFC 6376), and not a number (RFC 8617). */
  readonly hasIdentity: boolean
  /** Fields that must be signed, or must not be; in small letters. */
  readonly mustSign: readonly string[]
  readonly mustNotSign: readonly string[]
}

/** Checks one DKIM-Signature or ARC-Message-Signature field of a message. `now` in seconds since 1970. */
export async function checkSignature(
  message: RawMessage,
  field: RawField,
  kind: SignatureKind,
  { lookUp, now }: { readonly lookUp: RecordLookUp; readonly now: number },
): Promise<SignatureCheck> {
  const given = parseTagList(fieldValue(field))
  const seen = describe(given)
  const tags = given === undefined ? 'malformed' : readTags(given, kind)
  if (typeof tags === 'string') return failed(seen, tags)
  const body = bodyState(message, tags)
  if (tags.expiresAt !== undefined && tags.expiresAt < now)
    return failed({ ...seen, body: body.state }, 'expired')
  const found = await publishedKey(tags, lookUp)
  const known = { ...seen, body: body.state, unsignedBytes: body.unsignedBytes }
  if (typeof found === 'string') return failed(known, found)
  if (found.record.strictIdentity && tags.identityDomain !== tags.domain) return failed(known, 'malformed')
  const signed = [
    ...signedFields(message.fields, tags.names, field).map(
      (one) => `${canonicalField(one, tags.header)}\r\n`,
    ),
    canonicalField(withoutSignature(field), tags.header),
  ].join('')
  const wrong = signatureFault(Buffer.from(signed, 'latin1'), tags, found.key)
  if (wrong !== undefined)
    return failed({ ...known, header: wrong === 'key-replaced' ? 'not-checked' : 'changed' }, wrong)
  const whole = { ...known, header: 'intact' as const }
  if (body.state === 'changed') return failed(whole, 'body-changed')
  if (body.state === 'not-checked') return { ...whole, result: 'unknown', fault: 'body-not-given' }
  return { ...whole, result: 'pass', fault: undefined }
}

type Described = Omit<SignatureCheck, 'result' | 'fault'>

function describe(tags: ReadonlyMap<string, string> | undefined): Described {
  return {
    domain: tags?.get('d')?.toLowerCase(),
    selector: tags?.get('s'),
    algorithm: tags?.get('a'),
    header: 'not-checked',
    body: 'not-checked',
    unsignedBytes: 0,
    signedAt: secondsOf(tags?.get('t')),
    expiresAt: secondsOf(tags?.get('x')),
    signedNames: namesOf(tags?.get('h')),
    mark: withoutSpace(tags?.get('b') ?? '').slice(0, 8),
  }
}

const resultOf: Readonly<Partial<Record<SignatureFault, SignatureCheck['result']>>> = {
  dns: 'temperror',
  algorithm: 'policy',
  'key-too-short': 'policy',
  'body-changed': 'fail',
  'header-changed': 'fail',
  'key-replaced': 'fail',
  'header-or-key-changed': 'fail',
}

function failed(seen: Described, fault: SignatureFault): SignatureCheck {
  return { ...seen, result: resultOf[fault] ?? 'permerror', fault }
}

function namesOf(value: string | undefined): string[] {
  return withoutSpace(value ?? '')
    .split(':')
    .filter((name) => name !== '')
    .slice(0, 500)
    .map((name) => name.toLowerCase())
}

/** A time in seconds: decimal digits, at most twelve (RFC 6376 §3.5). */
function secondsOf(value: string | undefined): number | undefined {
  return value !== undefined && /^[0-9]{1,12}$/.test(value) ? Number(value) : undefined
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/
const canonicalizations: Readonly<Record<string, readonly [Canonicalization, Canonicalization]>> = {
  simple: ['simple', 'simple'],
  relaxed: ['relaxed', 'simple'],
  'simple/simple': ['simple', 'simple'],
  'simple/relaxed': ['simple', 'relaxed'],
  'relaxed/simple': ['relaxed', 'simple'],
  'relaxed/relaxed': ['relaxed', 'relaxed'],
}

function readTags(tags: ReadonlyMap<string, string>, kind: SignatureKind): SignatureTags | SignatureFault {
  if (kind.required.some((name) => !tags.has(name))) return 'malformed'
  const algorithm = tags.get('a') ?? ''
  if (algorithm !== 'rsa-sha256' && algorithm !== 'ed25519-sha256')
    return algorithm === '' ? 'malformed' : 'algorithm'
  const [domain, selector] = [tags.get('d') ?? '', tags.get('s') ?? '']
  const [signature, hash] = [withoutSpace(tags.get('b') ?? ''), withoutSpace(tags.get('bh') ?? '')]
  const how = canonicalizations[tags.get('c') ?? kind.usualCanonicalization]
  const names = namesOf(tags.get('h'))
  const numbersAreRight = ['t', 'x', 'l'].every(
    (name) => !tags.has(name) || /^[0-9]{1,76}$/.test(tags.get(name) ?? ''),
  )
  const signsRight =
    kind.mustSign.every((name) => names.includes(name)) &&
    !kind.mustNotSign.some((name) => names.includes(name))
  if (how === undefined || !numbersAreRight || !signsRight) return 'malformed'
  if (
    kind.hasIdentity &&
    (tags.get('v') !== '1' || !isWithin(identityDomainOf(tags.get('i'), domain), domain))
  )
    return 'malformed'
  if (!isHostName(domain) || !isDomainName(selector) || !base64.test(signature) || !base64.test(hash))
    return 'malformed'
  const length = tags.get('l')
  return {
    domain,
    identityDomain: kind.hasIdentity ? identityDomainOf(tags.get('i'), domain) : domain,
    selector,
    keyType: algorithm === 'rsa-sha256' ? 'rsa' : 'ed25519',
    header: how[0],
    body: how[1],
    names,
    bodyHash: hash,
    signature: Buffer.from(signature, 'base64'),
    length: length === undefined ? undefined : Number(length),
    signedAt: secondsOf(tags.get('t')),
    expiresAt: secondsOf(tags.get('x')),
  }
}

/** `d=` is a domain of letters, digits and hyphens, with a dot in it. */
function isHostName(domain: string): boolean {
  return isDomainName(domain) && /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/.test(domain)
}

function identityDomainOf(identity: string | undefined, domain: string): string {
  return identity === undefined ? domain : identity.slice(identity.lastIndexOf('@') + 1)
}

function bodyState(
  { body }: RawMessage,
  { body: how, bodyHash: wanted, length }: SignatureTags,
): { readonly state: SignatureCheck['body']; readonly unsignedBytes: number } {
  const { hash, bytes } = bodyHash(body ?? new Uint8Array(), how, length)
  const unsignedBytes = length === undefined ? 0 : Math.max(0, bytes - length)
  const isShorter = length !== undefined && length > bytes
  if (hash === wanted && !isShorter) return { state: 'intact', unsignedBytes }
  return { state: body === undefined ? 'not-checked' : 'changed', unsignedBytes }
}

function signatureFault(
  signed: Buffer,
  { keyType, signature }: SignatureTags,
  key: KeyObject,
): SignatureFault | undefined {
  // RFC 8463 §3: Ed25519 signs the SHA-256 hash of what RSA signs.
  const holds =
    keyType === 'rsa'
      ? verify('sha256', signed, key, signature)
      : verify(null, createHash('sha256').update(signed).digest(), key, signature)
  if (holds) return undefined
  if (keyType === 'ed25519') return 'header-or-key-changed'
  return wasMadeBy(key, signature) ? 'header-changed' : 'key-replaced'
}

/** An RSA signature that this key opens to a well-formed block was made by it, over other text. */
function wasMadeBy(key: KeyObject, signature: Buffer): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).length > 0
  } catch {
    return false
  }
}
