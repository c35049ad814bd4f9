import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { ApiError } from '../api-error.ts'

const hash = promisify(argon2)

/** RFC 9106 §4, the second recommended choice: 64 MiB, three passes, four lanes. */
const parameters = { memory: 65_536, passes: 3, parallelism: 4 } as const
const saltBytes = 16
const tagBytes = 32

/** One at a time, each takes 64 MiB: who floods the log-in waits, and the mail server keeps its memory. */
const mostWaiting = 8
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`: parameters stand in it, so that they can change later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const tag = await derive(password, salt, parameters)
  const { memory, passes, parallelism } = parameters
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/**
 * Is it the password of that hash? Without a hash (there is no such user) it takes as long, and the answer is no. Throws
 * `ApiError` (busy) where too many ask at once.
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const { salt, tag, ...how } = parse(stored ?? nobodys)
  const derived = await derive(password, salt, how)
  return derived.length === tag.length && timingSafeEqual(derived, tag) && stored !== undefined
}

/** It was made with other parameters than today's: to be made anew when the password is at hand. */
export function isOutdated(stored: string): boolean {
  const { memory, passes, parallelism } = parse(stored)
  return (
    memory !== parameters.memory || passes !== parameters.passes || parallelism !== parameters.parallelism
  )
}

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

async function derive(password: string, nonce: Buffer, how: Parameters): Promise<Buffer> {
  if (waiting >= mostWaiting)
    throw new ApiError('busy', 'too many sign in at once: try again', { retryAfterSeconds: 2 })
  waiting++
  const before = last
  const { promise, resolve } = Promise.withResolvers<void>()
  last = promise
  try {
    await before
    // The same password typed on another keyboard is the same (RFC 8265 §4.2.2: NFC).
    const message = password.normalize('NFC')
    return await hash('argon2id', { message, nonce, tagLength: tagBytes, ...how })
  } finally {
    waiting--
    resolve()
  }
}

function parse(stored: string): Parameters & { readonly salt: Buffer; readonly tag: Buffer } {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/.exec(
      stored,
    )
  if (found === null) throw new TypeError('what is stored is no hash of a password')
  const [, memory, passes, parallelism, salt = '', tag = ''] = found
  return {
    ...{ memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    ...{ salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') },
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

const nobodys = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(Buffer.alloc(saltBytes))}$${base64(Buffer.alloc(tagBytes))}`
