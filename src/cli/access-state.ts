import { join } from 'node:path'
import type { AccessStore } from '../store/access-store.ts'
import { InputError, type OptionValues } from './command-file.ts'
import { textOf } from './options.ts'
import { stateOption } from './state.ts'

/** Opens who may use the console; to be closed. Throws `InputError`. */
export async function openAccessState(options: OptionValues): Promise<AccessStore> {
  const [{ openAccess }, { StoreError }] = await Promise.all([
    import('../store/sqlite-access.ts'),
    import('../store/store-error.ts'),
  ])
  const folder = textOf(options, 'state') ?? stateOption.default ?? ''
  try {
    return openAccess(join(folder, 'access.db'))
  } catch (error) {
    if (error instanceof StoreError) throw new InputError(error.message)
    throw error
  }
}
