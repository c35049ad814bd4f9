import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { InputError, type OptionFile, type OptionValues, UsageError } from './command-file.ts'
import { textOf } from './options.ts'

const defaultFolder = '/var/lib/mailmedic'

/** Of the commands that share what the watch has seen. */
export const stateOption: OptionFile = {
  flags: '--state <directory>',
  description: 'where what was seen is kept',
  default: process.env['STATE_DIRECTORY'] ?? defaultFolder,
}

/** Instead of a file in that folder: of a centre that watches many. */
export const storeOption: OptionFile = {
  flags: '--store <url>',
  description: 'keep it in PostgreSQL: postgres://user@host/database (or MAILMEDIC_STORE; see docs/fleet.md)',
}

/** Opens what the watch keeps; to be closed. Throws `InputError`. */
export async function openState(options: OptionValues): Promise<Store> {
  const url = postgresOf(options)
  return url === undefined ? openFile(options, 'openStore') : openServer(url)
}

/** The same, only to be read: of a file nothing is made, nothing is brought to a newer shape. Throws `InputError`. */
export async function openStateToRead(options: OptionValues): Promise<Store> {
  const url = postgresOf(options)
  return url === undefined ? openFile(options, 'openStoreToRead') : openServer(url)
}

/** From the environment, too: a password has no place on a command line. */
function postgresOf(options: OptionValues): string | undefined {
  return textOf(options, 'store') ?? (process.env['MAILMEDIC_STORE'] || undefined)
}

async function openFile(options: OptionValues, how: 'openStore' | 'openStoreToRead'): Promise<Store> {
  const sqlite = await import('../store/sqlite-store.ts')
  return orInputError(() => sqlite[how](join(textOf(options, 'state') ?? defaultFolder, 'mailmedic.db')))
}

async function openServer(url: string): Promise<Store> {
  const { isPostgresUrl, openPostgresStore } = await import('../store/postgres-store.ts')
  if (!isPostgresUrl(url)) throw new UsageError('--store wants postgres://user@host/database')
  return orInputError(() => openPostgresStore(url))
}

async function orInputError(open: () => Store): Promise<Store> {
  const { StoreError } = await import('../store/store-error.ts')
  try {
    return open()
  } catch (error) {
    if (error instanceof StoreError) throw new InputError(error.message)
    throw error
  }
}
