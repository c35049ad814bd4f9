import { createPublicKey } from 'node:crypto'
import type { PublicKey } from './host.ts'
import { barePrivateKey, pemPrivateKey } from './private-key.ts'

/** Curves that certificates and DKIM meet in practice (RFC 5480 §2.1.1.1, RFC 8032). */
const curveBits: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  ed25519: 256,
  ed448: 456,
}

/**
 * The public half of the first private key in a file, in any of the forms of `private-key.ts`.
 * Nothing of the private half is in the answer, nor in the text that says why there is none.
 */
export function publicKeyOf(content: Buffer): PublicKey | { readonly malformed: string } {
  const key = pemPrivateKey(content) ?? barePrivateKey(content)
  if (key === undefined) return { malformed: whyNot(content) }
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails = {} } = key
  const bits =
    asymmetricKeyDetails.modulusLength ?? curveBits[asymmetricKeyDetails.namedCurve ?? asymmetricKeyType]
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
  return { algorithm: asymmetricKeyType, ...(bits === undefined ? {} : { bits }), spki }
}

function whyNot(content: Buffer): string {
  const text = content.toString('latin1')
  if (content.length === 0) return 'is empty'
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text)) {
    return 'the private key is encrypted with a passphrase'
  }
  if (text.includes('-----BEGIN OPENSSH PRIVATE KEY-----')) return 'is a key in the format of OpenSSH'
  return text.includes('PRIVATE KEY-----') ? 'the private key is damaged' : 'holds no private key'
}
