import type { CertificateSeen } from '../../access/net/net.ts'

/** A TLSA record (RFC 6698 §2.1). `data` is hex, lower case. */
export interface TlsaRecord {
  readonly usage: number
  readonly selector: number
  readonly matchingType: number
  readonly data: string
}

/** `3 1 1 hex`, blanks inside the hex allowed. Anything else → undefined. */
export function parseTlsaRecord(text: string): TlsaRecord | undefined {
  const [, usage, selector, matchingType, hex = ''] =
    /^([0-9]{1,3}) ([0-9]{1,3}) ([0-9]{1,3}) ([0-9A-Fa-f ]{2,20000})$/.exec(text) ?? []
  const data = hex.replaceAll(' ', '').toLowerCase()
  if (data === '' || data.length % 2 === 1) return undefined
  return { usage: Number(usage), selector: Number(selector), matchingType: Number(matchingType), data }
}

export type TlsaMatch = 'matches' | 'does not match' | 'not usable' | 'not comparable'

/**
 * Whether a record fits the chain that a server sends. For SMTP only usages 2 and 3 count (RFC 7672
 * §3.1.3); an unknown selector or matching type makes a record unusable (RFC 6698 §4.1).
 * SHA-512 of a certificate from an older capture cannot be compared.
 */
export async function matchTlsa(record: TlsaRecord, chain: readonly CertificateSeen[]): Promise<TlsaMatch> {
  const { usage, selector, matchingType, data } = record
  if ((usage !== 2 && usage !== 3) || selector > 1 || matchingType > 2) return 'not usable'
  const looked = usage === 3 ? chain.slice(0, 1) : chain
  if (matchingType === 2) {
    const hashes = looked.map(({ sha512 }) => (selector === 1 ? sha512?.spki : sha512?.certificate))
    if (hashes.includes(data)) return 'matches'
    return hashes.includes(undefined) ? 'not comparable' : 'does not match'
  }
  const wanted = matchingType === 1 ? data : await sha256(data)
  const fits = looked.some(
    (certificate) => (selector === 1 ? certificate.spkiFingerprint : certificate.fingerprint) === wanted,
  )
  return fits ? 'matches' : 'does not match'
}

async function sha256(hex: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(hex, 'hex'))
  return Buffer.from(digest).toString('hex')
}
