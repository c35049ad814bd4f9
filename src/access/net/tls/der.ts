interface Element {
  readonly tag: number
  /** Where its contents begin and end; `start` is where the tag is. */
  readonly start: number
  readonly contents: number
  readonly end: number
}

/**
 * The subject public key info of a certificate as it stands there, in DER (RFC 5280 §4.1): what TLSA
 * selector 1 hashes. Re-encoding a parsed key could differ. `undefined` if the bytes are no certificate.
 */
export function subjectPublicKeyInfo(certificate: Uint8Array): Uint8Array | undefined {
  const outer = elementAt(certificate, 0)
  const body = outer && elementAt(certificate, outer.contents)
  if (body === undefined) return undefined
  let next = elementAt(certificate, body.contents)
  // version is [0] and optional; then serialNumber, signature, issuer, validity, subject.
  const skipped = next?.tag === 0xa0 ? 6 : 5
  for (let count = 0; count < skipped && next !== undefined; count += 1) {
    next = next.end < body.end ? elementAt(certificate, next.end) : undefined
  }
  return next === undefined ? undefined : certificate.subarray(next.start, next.end)
}

function elementAt(bytes: Uint8Array, start: number): Element | undefined {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 4) return undefined
  let length = first < 0x80 ? first : 0
  for (const byte of bytes.subarray(start + 2, start + 2 + lengthBytes)) length = length * 256 + byte
  const contents = start + 2 + lengthBytes
  const end = contents + length
  return end <= bytes.length ? { tag, start, contents, end } : undefined
}
