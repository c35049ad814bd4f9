import { type Answer, absent, type Evidence, type Reason, type ReasonCode, unknown } from '../answer.ts'
import { TimeLimitExceeded } from '../limiter.ts'

/**
 * Why a file or directory could not be looked at, thrown inside this folder and turned into an answer
 * at its edge (`answering`). The texts name the path themselves.
 */
export class Refusal extends Error {
  readonly reason: Reason

  constructor(code: ReasonCode, text: string, remedy?: string) {
    super(text)
    this.reason = unknown(code, text, remedy).because
  }
}

/** Not there: ENOENT, or ENOTDIR (a part of the path is a file). The message says where it ended. */
export class NotThere extends Error {
  /** The first part of the resolved path that is missing, as the examined machine names it. */
  readonly inside: string

  constructor(inside: string, why: 'missing' | 'not a directory') {
    super(why === 'missing' ? `no such file or directory: ${inside}` : `is not a directory: ${inside}`)
    this.inside = inside
  }
}

const asRoot = 'run as root'

/**
 * Runs a question about a path; every failure becomes an answer: missing → absent, all others →
 * unknown with the reason. Never rejects.
 */
export async function answering<T>(
  path: string,
  absence: (text: string) => Evidence,
  question: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  try {
    return await question()
  } catch (error) {
    if (error instanceof NotThere) return absent(absence(error.message))
    const code = errnoOf(error)
    if (code === 'ENOENT') return absent(absence('no such file or directory'))
    if (code === 'ENOTDIR') return absent(absence('a part of the path is not a directory'))
    return { status: 'unknown', because: reasonOf(error, path) }
  }
}

/** The reason behind an error of the file system, of a time limit, or of this folder. */
export function reasonOf(error: unknown, path: string): Reason {
  if (error instanceof Refusal) return error.reason
  if (error instanceof TimeLimitExceeded) {
    return unknown('timeout', `${path}: ${error.message}`, 'look whether its file system hangs').because
  }
  const code = errnoOf(error)
  if (code === 'EACCES' || code === 'EPERM') {
    return unknown('no-permission', `${path}: permission denied`, asRoot).because
  }
  if (code === 'ELOOP') return unknown('failed', `${path}: symbolic links lead in a circle`).because
  return unknown('failed', `${path}: ${code ?? String(error)}`).because
}

/** `ENOENT` and the like, if it is such an error. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
