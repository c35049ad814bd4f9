import { readFileSync, statSync } from 'node:fs'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'

/** Where the certificate with its chain, and its key, lie: PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface TlsPair {
  readonly cert: Buffer
  readonly key: Buffer
}

const lookEveryMilliseconds = 60_000

/** Reads both, and makes sure that they belong together. Throws what is wrong. */
export function readTlsFiles({ cert, key }: TlsFiles): TlsPair {
  const pair = { cert: readFileSync(cert), key: readFileSync(key) }
  createSecureContext(pair)
  return pair
}

/**
 * Takes a renewed certificate without a restart. One that is half-written, or does not fit its key, is
 * not taken: the server goes on with what it has, and says so once. Returns how to end it.
 */
export function followTlsFiles(
  server: Server,
  files: TlsFiles,
  warn: (text: string) => void,
  every = lookEveryMilliseconds,
): () => void {
  let seen = stampOf(files)
  const timer = setInterval(() => {
    const now = stampOf(files)
    if (now === seen) return
    seen = now
    try {
      server.setSecureContext(readTlsFiles(files))
    } catch (error) {
      warn(
        `${files.cert} was renewed but is not taken: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}

/** Changes with either file; a link that leads elsewhere now (certbot's live/) changes it, too. */
function stampOf({ cert, key }: TlsFiles): string {
  return [cert, key]
    .map((path) => {
      const at = statSync(path, { throwIfNoEntry: false })
      return at === undefined ? '-' : `${at.ino}:${at.mtimeMs}:${at.size}`
    })
    .join(' ')
}
