import { createHash, randomBytes } from 'node:crypto'

const tokenBytes = 32

/** What a browser or program shows to be let in: 256 random bits, so that a fast hash of it is safe. */
export function newSecret(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

/** All that is kept of it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
