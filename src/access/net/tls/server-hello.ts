import type { TlsHelloAnswer } from '../net.ts'
import { suiteName } from './cipher-offers.ts'
import { versionNumbers } from './client-hello.ts'

/** Certificates make the first flight of a server long; more than this is no handshake. */
const mostBytes = 64 << 10

/** RFC 8446 §6.2; the others by number. */
const alerts: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  40: 'handshake_failure',
  47: 'illegal_parameter',
  49: 'access_denied',
  50: 'decode_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  112: 'unrecognized_name',
}

const recordTypes = { alert: 21, handshake: 22 } as const
const messages = { serverHello: 2, keyExchange: 12, done: 14 } as const
const extensionTypes = { extendedMasterSecret: 23, renegotiation: 0xff01 } as const

/** RFC 6066 §3: the name is not known; the server goes on. */
const unrecognizedName = 112

interface Taken {
  readonly version: number
  readonly suite: number
  readonly compression: number
  readonly extensions: ReadonlySet<number>
}

/**
 * Reads a server's answer to a ClientHello, in whatever pieces it arrives. `add` gives the answer as soon
 * as it is whole; `undefined`: more is needed; `garbage`: this is no TLS. Never throws.
 */
export class ServerHelloReader {
  #records = Buffer.alloc(0)
  #handshake = Buffer.alloc(0)
  #taken: Taken | undefined
  #primeBits: number | undefined
  #bytes = 0

  add(chunk: Uint8Array): TlsHelloAnswer | 'garbage' | undefined {
    this.#bytes += chunk.length
    if (this.#bytes > mostBytes) return 'garbage'
    this.#records = Buffer.concat([this.#records, chunk])
    while (this.#records.length >= 5) {
      const length = this.#records.readUInt16BE(3)
      if (this.#records[1] !== 3) return 'garbage'
      if (this.#records.length < 5 + length) return undefined
      const type = this.#records[0]
      const content = this.#records.subarray(5, 5 + length)
      this.#records = this.#records.subarray(5 + length)
      const answer = type === recordTypes.alert ? this.#onAlert(content) : this.#onHandshake(type, content)
      if (answer !== undefined) return answer
    }
    return undefined
  }

  #onAlert(content: Buffer): TlsHelloAnswer | undefined {
    const [level, description = 0] = content
    if (level === 1 && description === unrecognizedName) return undefined
    return this.#taken === undefined
      ? { taken: false, alert: alerts[description] ?? `alert ${description}` }
      : this.#answer(this.#taken)
  }

  #onHandshake(type: number | undefined, content: Buffer): TlsHelloAnswer | 'garbage' | undefined {
    if (type !== recordTypes.handshake) return 'garbage'
    this.#handshake = Buffer.concat([this.#handshake, content])
    while (this.#handshake.length >= 4) {
      const length = this.#handshake.readUIntBE(1, 3)
      if (this.#handshake.length < 4 + length) return undefined
      const body = this.#handshake.subarray(4, 4 + length)
      const message = this.#handshake[0]
      this.#handshake = this.#handshake.subarray(4 + length)
      if (message === messages.serverHello) {
        this.#taken = parseServerHello(body)
        if (this.#taken === undefined) return 'garbage'
      } else if (this.#taken === undefined) return 'garbage'
      else if (message === messages.keyExchange && isFiniteField(this.#taken.suite))
        this.#primeBits = primeBits(body)
      else if (message === messages.done) return this.#answer(this.#taken)
    }
    return undefined
  }

  #answer({ version, suite, compression, extensions }: Taken): TlsHelloAnswer {
    return {
      taken: true,
      protocol: protocolName(version),
      cipher: suiteName(suite),
      compression: compression !== 0,
      secureRenegotiation: extensions.has(extensionTypes.renegotiation),
      extendedMasterSecret: extensions.has(extensionTypes.extendedMasterSecret),
      ...(this.#primeBits === undefined ? {} : { primeBits: this.#primeBits }),
    }
  }
}

function protocolName(version: number): string {
  const known = Object.entries(versionNumbers).find(([, number]) => number === version)
  return known?.[0] ?? `0x${version.toString(16)}`
}

/** RFC 5246 §7.4.1.3; `undefined` if it is cut short. */
function parseServerHello(body: Buffer): Taken | undefined {
  const sessionBytes = body[34]
  if (sessionBytes === undefined) return undefined
  const after = 35 + sessionBytes
  const compression = body[after + 2]
  if (compression === undefined) return undefined
  const suite = body.readUInt16BE(after)
  return { version: body.readUInt16BE(0), suite, compression, extensions: extensionsIn(body, after + 3) }
}

function extensionsIn(body: Buffer, start: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (let at = start + 2; at + 4 <= body.length; at += 4 + body.readUInt16BE(at + 2))
    found.add(body.readUInt16BE(at))
  return found
}

function isFiniteField(suite: number): boolean {
  return /_DHE?_/.test(suiteName(suite))
}

/** ServerDHParams begin with the prime (RFC 5246 §7.4.3). */
function primeBits(body: Buffer): number | undefined {
  if (body.length < 2) return undefined
  const prime = body.subarray(2, 2 + body.readUInt16BE(0))
  const first = prime.findIndex((byte) => byte !== 0)
  return first === -1 ? undefined : (prime.length - first) * 8 - Math.clz32(prime[first] ?? 0) + 24
}
