import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Codes of an authenticator program: RFC 6238 with SHA-1, 30 s, six digits, as all of them understand. */

const stepSeconds = 30
const digits = 6
const secretBytes = 20
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The time step of an instant (milliseconds since 1970 UTC): RFC 6238 §4.2. */
export function stepAt(at: number): number {
  return Math.floor(at / 1_000 / stepSeconds)
}

/** RFC 4226 §5.3, dynamic truncation. `secret` is Base32 (RFC 4648 §6). */
export function codeOf(secret: string, step: number, length = digits): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const value = mac.readUInt32BE((mac[19] ?? 0) & 0xf) & 0x7fffffff
  return String(value % 10 ** length).padStart(length, '0')
}

/**
 * The step that a code belongs to: now, one before, one after (RFC 6238 §5.2); undefined: it is wrong, or
 * was used before (`usedStep`).
 */
export function stepOfCode(secret: string, code: string, at: number, usedStep: number): number | undefined {
  const given = Buffer.from(code)
  return [0, -1, 1]
    .map((drift) => stepAt(at) + drift)
    .find((step) => {
      const right = Buffer.from(codeOf(secret, step))
      return step > usedStep && right.length === given.length && timingSafeEqual(right, given)
    })
}

export function newTotpSecret(): string {
  return toBase32(randomBytes(secretBytes))
}

/** What a QR code for an authenticator program holds. */
export function totpUri(secret: string, user: string, host: string): string {
  const label = encodeURIComponent(`Mailmedic ${host}:${user}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(`Mailmedic ${host}`)}`
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
