import { createPrivateKey, type KeyObject } from 'node:crypto'

const block = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----[^-]{1,60000}-----END \1-----/
const longestBareKey = 1 << 15
/** PKCS#8 of an Ed25519 key (RFC 8410 §7) up to the 32 bytes of the seed itself. */
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The first private key of a PEM file (PKCS#1, PKCS#8, SEC 1; certificates may stand around it). */
export function pemPrivateKey(content: Buffer): KeyObject | undefined {
  const pem = block.exec(content.toString('latin1'))?.[0]
  return pem === undefined ? undefined : attempt(() => createPrivateKey(pem))
}

/**
 * The private key that a file consists of, without PEM's markers: DER, or base64 of DER, or base64 of an
 * Ed25519 key as `rspamadm dkim_keygen` writes it (32 bytes: the seed; 64: the public key follows).
 */
export function barePrivateKey(content: Buffer): KeyObject | undefined {
  if (content.length < 32 || content.length > longestBareKey) return undefined
  const bytes = looksLikeDer(content) ? content : fromBase64(content)
  if (bytes === undefined) return undefined
  if (bytes.length === 32 || bytes.length === 64) return ed25519(bytes.subarray(0, 32))
  return derPrivateKey(bytes)
}

function looksLikeDer(content: Buffer): boolean {
  // A SEQUENCE whose length is that of the file (X.690 §8.9); text begins so only by chance.
  return content[0] === 0x30 && (content[1] === content.length - 2 || (content[1] ?? 0) > 0x80)
}

function fromBase64(content: Buffer): Buffer | undefined {
  const text = content.toString('latin1').trim()
  return /^[A-Za-z0-9+/\r\n]{43,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

function derPrivateKey(key: Buffer): KeyObject | undefined {
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    const found = attempt(() => createPrivateKey({ key, format: 'der', type }))
    if (found !== undefined) return found
  }
  return undefined
}

function ed25519(seed: Buffer): KeyObject | undefined {
  return derPrivateKey(Buffer.concat([ed25519Prefix, seed]))
}

// What OpenSSL has to say is dropped: it must not quote the key.
function attempt(make: () => KeyObject): KeyObject | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
