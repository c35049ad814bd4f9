import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations.ts'
import { StoreError } from './store-error.ts'

/**
 * Opens (or makes) the database and brings it to the newest shape. Only its owner can read it: it holds
 * addresses and the secrets of alert channels. WAL: what was committed outlives a kill; readers and the
 * one writer do not wait for each other. Throws `StoreError`.
 */
export function openDatabase(path: string, steps: readonly string[] = migrations): DatabaseSync {
  const database = open(path)
  try {
    database.exec('PRAGMA busy_timeout = 5000')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA foreign_keys = ON')
    migrate(database, path, steps)
    return database
  } catch (error) {
    database.close()
    if (error instanceof StoreError) throw error
    throw new StoreError(codeOf(error), path, messageOf(error), error)
  }
}

/** The same, only to be read: nothing is made and nothing is changed. Throws `StoreError`. */
export function openDatabaseToRead(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly: true })
    database.exec('PRAGMA busy_timeout = 5000')
    const version = versionOf(database)
    if (version === migrations.length) return database
    database.close()
    const detail = `format ${version}; this one knows ${migrations.length}`
    throw new StoreError(version > migrations.length ? 'newer-version' : 'older-version', path, detail)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(existsSync(path) ? codeOf(error) : 'not-there', path, messageOf(error), error)
  }
}

function open(path: string): DatabaseSync {
  try {
    if (path !== inMemory) makeFile(path)
    return new DatabaseSync(path)
  } catch (error) {
    throw new StoreError('not-openable', path, messageOf(error), error)
  }
}

/** A database that is gone with the process: of the demo. */
export const inMemory = ':memory:'

function makeFile(path: string): void {
  makeFolder(dirname(path))
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}

/** Only the last part: a wrong path makes no tree (and Node's recursive mkdir never ends below /proc). */
function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
}

function migrate(database: DatabaseSync, path: string, steps: readonly string[]): void {
  inTransaction(database, () => {
    const version = versionOf(database)
    if (version > steps.length) {
      throw new StoreError('newer-version', path, `format ${version}; this one knows ${steps.length}`)
    }
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/** All of what `work` writes, or nothing of it. Takes the writer's lock at once, so that it cannot fail half-way. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has rolled back by itself when the disk was full (SQLITE_FULL): then there is none to end.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Of the whole file, without the pages that are free to be used again. */
export function bytesOf(database: DatabaseSync): number {
  const value = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
  return (value('page_count') - value('freelist_count')) * value('page_size')
}

function codeOf(error: unknown) {
  return /not a database|malformed|disk image/.test(messageOf(error)) ? 'not-a-database' : 'not-openable'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
