import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { InputError, type OptionFile, type OptionValues } from './command-file.ts'
import { textOf } from './options.ts'

const defaultFolder = '/var/lib/mailmedic'

/** Of the commands that share what the watch has seen. */
export const stateOption: OptionFile = {
  flags: '--state <directory>',
  description: 'where what was seen is kept',
  default: process.env['STATE_DIRECTORY'] ?? defaultFolder,
}

/** Opens what the watch keeps; to be closed. Throws `InputError`. */
export async function openState(options: OptionValues): Promise<Store> {
  const [{ openStore }, { StoreError }] = await Promise.all([
    import('../store/sqlite-store.ts'),
    import('../store/store-error.ts'),
  ])
  try {
    return openStore(join(textOf(options, 'state') ?? defaultFolder, 'mailmedic.db'))
  } catch (error) {
    if (error instanceof StoreError) throw new InputError(error.message)
    throw error
  }
}

/** The same, only to be read: nothing is made, nothing is brought to a newer shape. Throws `InputError`. */
export async function openStateToRead(options: OptionValues): Promise<Store> {
  const [{ openStoreToRead }, { StoreError }] = await Promise.all([
    import('../store/sqlite-store.ts'),
    import('../store/store-error.ts'),
  ])
  const path = join(textOf(options, 'state') ?? defaultFolder, 'mailmedic.db')
  try {
    return openStoreToRead(path)
  } catch (error) {
    if (error instanceof StoreError) throw new InputError(error.message)
    throw error
  }
}
