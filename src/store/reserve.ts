import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'

const reservedBytes = 4 << 20
/** With less room than this, nothing is put aside. */
const enoughRoom = 16 * reservedBytes
const triesApart = 10 * 60_000

/**
 * Room on the disk that is put aside while there is some, so that "the disk is full" can still be written down
 * and told: a file beside the database that is given up when it is needed.
 */
export class Reserve {
  readonly #path: string
  #triedAt = Number.NEGATIVE_INFINITY

  constructor(database: string) {
    this.#path = `${database}.reserve`
  }

  /** Puts room aside where there is none yet; now and then, and never a failure. */
  fill(): void {
    const now = performance.now()
    if (now - this.#triedAt < triesApart) return
    this.#triedAt = now
    try {
      if (this.#isThere() || roomAt(this.#path) < enoughRoom) return
      const file = openSync(this.#path, 'w', 0o600)
      try {
        writeSync(file, Buffer.alloc(reservedBytes))
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    } catch {
      this.release()
    }
  }

  /** Gives it up. False: there was none. */
  release(): boolean {
    const was = this.#isThere()
    rmSync(this.#path, { force: true })
    return was
  }

  #isThere(): boolean {
    return statSync(this.#path, { throwIfNoEntry: false }) !== undefined
  }
}

/** Bytes that are free beside a file. */
function roomAt(path: string): number {
  const { bavail, bsize } = statfsSync(path.slice(0, path.lastIndexOf('/') + 1) || '.')
  return bavail * bsize
}

/** SQLite could write no further: SQLITE_FULL, or the disk said so itself. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && /database or disk is full|disk I\/O error|ENOSPC/.test(error.message)
}
