import { createPublicKey, type KeyObject } from 'node:crypto'
import type { RecordLookUp } from '../../dns/look-up.ts'
import { type DkimKeyRecord, parseDkimKeyRecord } from '../dkim-key-record.ts'

/** Why there is no key to check a signature with. */
export type KeyFault =
  | 'key-not-found'
  | 'key-revoked'
  | 'key-malformed'
  | 'key-too-short'
  | 'key-of-other-type'
  | 'key-not-for-mail'
  | 'dns'

export interface PublishedKey {
  readonly key: KeyObject
  readonly record: DkimKeyRecord
}

/** RFC 8301 §3.2: verifiers take no RSA key below this for valid. */
const leastBits = 1_024
/** A longer one only costs time. */
const mostBits = 8_192

/** Fetches the key of a signature (RFC 6376 §3.6.2) and checks that it may be used for one of this algorithm. */
export async function publishedKey(
  { domain, selector, keyType }: { domain: string; selector: string; keyType: 'rsa' | 'ed25519' },
  lookUp: RecordLookUp,
): Promise<PublishedKey | KeyFault> {
  const answer = await lookUp(`${selector}._domainkey.${domain}`, 'TXT')
  if (answer.status === 'unknown') return 'dns'
  if (answer.status === 'absent') return 'key-not-found'
  const records = answer.value.map(parseDkimKeyRecord)
  // Several records: undefined by RFC 6376 §3.6.2.2; one that can be read is tried.
  const record = records.find(({ errors }) => errors.length === 0) ?? records[0]
  if (record === undefined) return 'key-not-found'
  if (record.revoked) return 'key-revoked'
  if (record.publicKey === '') return 'key-malformed'
  if (record.keyType !== keyType) return 'key-of-other-type'
  if (!record.services.includes('*') && !record.services.includes('email')) return 'key-not-for-mail'
  if (!record.hashes.includes('sha256')) return 'key-of-other-type'
  if (record.bits !== undefined && record.bits < leastBits) return 'key-too-short'
  const key = keyObject(Buffer.from(record.publicKey, 'base64'), keyType)
  return key === undefined || (record.bits ?? 0) > mostBits ? 'key-malformed' : { key, record }
}

/** RSA: SubjectPublicKeyInfo, or the bare key (RFC 6376 §3.6.1); Ed25519: 32 bytes (RFC 8463 §4). */
function keyObject(bytes: Buffer, keyType: 'rsa' | 'ed25519'): KeyObject | undefined {
  try {
    if (keyType === 'ed25519')
      return createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(-32).toString('base64url') },
        format: 'jwk',
      })
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
  } catch {
    return keyType === 'rsa' ? bareRsaKey(bytes) : undefined
  }
}

function bareRsaKey(bytes: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: bytes, format: 'der', type: 'pkcs1' })
  } catch {
    return undefined
  }
}
