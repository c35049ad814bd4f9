import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isoTime } from '../access/clock.ts'
import { nothingDeclared, type OwnSetup, ownSetupLimitBytes, readOwnSetup } from '../own-setup/declaration.ts'
import { ownSetupPath } from '../own-setup/path.ts'
import { ApiError } from '../server/api-error.ts'
import type { OwnSetupDesk, OwnSetupFile } from '../server/console-data.ts'
import { InputError } from './command-file.ts'

/** The text of the file; undefined: there is none. Throws `InputError`. */
export function ownSetupText(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  try {
    if (statSync(path).size > ownSetupLimitBytes) throw new Error('it is too large')
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${messageOf(error)}`)
  }
}

export function textOfSetup(setup: OwnSetup): string {
  return `${JSON.stringify(setup, null, 2)}\n`
}

/**
 * Writes the file whole or not at all; what was there is kept beside it, with the time in its name. Returns where
 * that is; undefined: there was none. Throws `InputError`.
 */
export function writeOwnSetup(path: string, setup: OwnSetup, now: number): string | undefined {
  const written = `${path}.new`
  try {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { mode: 0o755 })
    rmSync(written, { force: true })
    const file = openSync(written, 'wx', 0o644)
    try {
      writeSync(file, textOfSetup(setup))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    const backup = existsSync(path) ? `${path}.${isoTime(now).replaceAll(':', '')}` : undefined
    if (backup !== undefined) copyFileSync(path, backup)
    renameSync(written, path)
    return backup
  } catch (error) {
    throw new InputError(`${path} cannot be written: ${messageOf(error)}`)
  }
}

/** The same file, for the console. */
export function ownSetupDesk(now: () => number, path = ownSetupPath): OwnSetupDesk {
  return {
    path,
    read: () => orApiError(() => fileOf(ownSetupText(path))),
    write: (setup) => void orApiError(() => writeOwnSetup(path, setup, now())),
  }
}

function fileOf(text: string | undefined): OwnSetupFile {
  const revision = createHash('sha256')
    .update(text ?? '')
    .digest('hex')
    .slice(0, 16)
  return { revision, read: text === undefined ? { ok: true, setup: nothingDeclared } : readOwnSetup(text) }
}

function orApiError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof InputError) throw new ApiError('could-not-tell', error.message)
    throw error
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
