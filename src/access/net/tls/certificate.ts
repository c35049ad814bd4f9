import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import type { CertificateSeen } from '../net.ts'
import { subjectPublicKeyInfo } from './der.ts'

/** OpenSSL's words for curves, in bits (RFC 8422 and older; what mail servers have been seen with). */
const curveBits: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp256k1: 256,
  secp224r1: 224,
  prime192v1: 192,
}

/** One certificate in the words of the port. Times are milliseconds since 1970 UTC. Never throws. */
export function describeCertificate(certificate: X509Certificate): CertificateSeen {
  const key = publicKeyOf(certificate)
  const bits = key && keyBits(key)
  const spki = subjectPublicKeyInfo(certificate.raw) ?? new Uint8Array()
  const subject = oneLine(certificate.subject)
  const issuer = oneLine(certificate.issuer)
  const issuerUrl = /^CA Issuers - URI:(\S{1,500})$/m.exec(certificate.infoAccess ?? '')?.[1]
  return {
    subject,
    issuer,
    serialNumber: certificate.serialNumber.toLowerCase(),
    names: namesOf(certificate),
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    fingerprint: sha256(certificate.raw),
    spkiFingerprint: sha256(spki),
    sha512: { certificate: sha512(certificate.raw), spki: sha512(spki) },
    keyType: key?.asymmetricKeyType ?? 'unknown',
    ...(bits === undefined ? {} : { keyBits: bits }),
    selfIssued: subject === issuer,
    ...(issuerUrl === undefined ? {} : { issuerUrl }),
    certificateAuthority: certificate.ca,
    ...(insistsOnStapling(certificate.raw) ? { mustStaple: true } : {}),
    ...(certificate.signatureAlgorithm === undefined
      ? {}
      : { signatureAlgorithm: certificate.signatureAlgorithm }),
  }
}

/** A key of a kind that this OpenSSL does not know is a reason to say so, not to fail. */
function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

function keyBits(key: KeyObject): number | undefined {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return modulusLength
  return namedCurve === undefined ? undefined : curveBits[namedCurve]
}

/** `CN=mail.example.org, O=Example`: Node writes one attribute a line. */
function oneLine(distinguishedName: string | undefined): string {
  return (distinguishedName ?? '').replaceAll('\n', ', ')
}

/** The DNS names and addresses it is valid for; without any, its common name (RFC 6125 §6.4.4). */
function namesOf(certificate: X509Certificate): readonly string[] {
  const alternatives = splitAlternatives(certificate.subjectAltName ?? '')
  if (alternatives.length > 0) return alternatives
  const commonName = /(?:^|\n)CN=([^\n]+)/.exec(certificate.subject ?? '')?.[1]
  return commonName === undefined ? [] : [commonName.toLowerCase()]
}

/** Node writes `DNS:a, IP Address:b`, and what would be ambiguous as a JSON string: `DNS:"a, DNS:b"`. */
function splitAlternatives(text: string): readonly string[] {
  const names: string[] = []
  for (const match of text.matchAll(/(?:^|, )(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)) {
    const [, kind, name = ''] = match
    names.push(kind === 'DNS' ? name.toLowerCase() : name)
  }
  return names
}

/** The TLS feature extension (RFC 7633 §6), 1.3.6.1.5.5.7.1.24, with status_request in it. */
const tlsFeature = Buffer.from('06082b06010505070118', 'hex')
const statusRequest = Buffer.from('3003020105', 'hex')

function insistsOnStapling(certificate: Buffer): boolean {
  const start = certificate.indexOf(tlsFeature)
  if (start === -1) return false
  // OBJECT IDENTIFIER, then OCTET STRING { SEQUENCE { INTEGER 5 } }, perhaps with "critical" between.
  return certificate
    .subarray(start + tlsFeature.length, start + tlsFeature.length + 12)
    .includes(statusRequest)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sha512(bytes: Uint8Array): string {
  return createHash('sha512').update(bytes).digest('hex')
}
