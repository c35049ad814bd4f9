import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { TlsHello } from '../net.ts'
import { suitesOf } from './cipher-offers.ts'

/** The two bytes by which each version names itself on the wire (RFC 6101, 2246, 4346, 5246). */
export const versionNumbers = { SSLv3: 0x0300, TLSv1: 0x0301, 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303 } as const

/** RFC 5746 §3.3: says in a suite what SSLv3 has no extension for. */
const renegotiationSignal = 0x00ff

// X25519, P-256, P-384, P-521; rsa/ecdsa/dsa with SHA-2 and SHA-1.
const groups = [29, 23, 24, 25]
const signatureAlgorithms = [
  0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0202, 0x0402,
]

/**
 * One record with a ClientHello (RFC 5246 §7.4.1.2) that offers exactly one highest version and one set of
 * suites, old ones too, of which OpenSSL knows nothing any more.
 */
export function clientHello({ version, ciphers }: TlsHello, serverName: string | undefined): Buffer {
  const number = versionNumbers[version]
  const suites = [...suitesOf(ciphers), renegotiationSignal]
  const extensions = version === 'SSLv3' ? Buffer.alloc(0) : extensionsOf(serverName, version === 'TLSv1.2')
  const body = Buffer.concat([
    uint16(number),
    randomBytes(32),
    vector8(Buffer.alloc(0)),
    vector16(Buffer.concat(suites.map(uint16))),
    // DEFLATE before none: a server that still compresses takes it (RFC 3749).
    vector8(Buffer.from([1, 0])),
    extensions.length === 0 ? extensions : vector16(extensions),
  ])
  const handshake = Buffer.concat([Buffer.from([1, 0]), uint16(body.length), body])
  // Old servers want a record version that they know.
  const recordVersion = Math.min(number, versionNumbers.TLSv1)
  return Buffer.concat([Buffer.from([22]), uint16(recordVersion), vector16(handshake)])
}

function extensionsOf(serverName: string | undefined, withSignatures: boolean): Buffer {
  const parts = [
    extension(10, vector16(Buffer.concat(groups.map(uint16)))),
    extension(11, vector8(Buffer.from([0]))),
    // Extended master secret (RFC 7627).
    extension(23, Buffer.alloc(0)),
  ]
  if (withSignatures) parts.push(extension(13, vector16(Buffer.concat(signatureAlgorithms.map(uint16)))))
  if (serverName !== undefined && isIP(serverName) === 0) {
    const name = Buffer.concat([Buffer.from([0]), vector16(Buffer.from(serverName, 'latin1'))])
    parts.unshift(extension(0, vector16(name)))
  }
  return Buffer.concat(parts)
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([uint16(type), vector16(data)])
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255])
}

function vector8(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([data.length]), data])
}

function vector16(data: Buffer): Buffer {
  return Buffer.concat([uint16(data.length), data])
}
