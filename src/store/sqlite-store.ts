import { bytesOf, inMemory, inTransaction, openDatabase, openDatabaseToRead } from './database.ts'
import { isFull, Reserve } from './reserve.ts'
import type { Store } from './store.ts'
import { storeOver } from './store-over.ts'

/**
 * The store of one host: a file of SQLite, made where there is none. Throws `StoreError`. What a transaction
 * does is done twice where the disk was full and room was put aside.
 */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  const reserve = path === inMemory ? undefined : new Reserve(path)
  reserve?.fill()
  return storeOver({
    connection: database,
    bytes: () => bytesOf(database),
    transaction: (work) => {
      try {
        const result = inTransaction(database, work)
        reserve?.fill()
        return result
      } catch (error) {
        // What the watch has to say of a full disk is worth the room that was put aside.
        if (!isFull(error) || reserve?.release() !== true) throw error
        return inTransaction(database, work)
      }
    },
    close: () => database.close(),
  })
}

/** The same, only to be read: writing throws. Throws `StoreError` where there is none. */
export function openStoreToRead(path: string): Store {
  const database = openDatabaseToRead(path)
  return storeOver({
    connection: database,
    bytes: () => bytesOf(database),
    transaction: (work) => inTransaction(database, work),
    close: () => database.close(),
  })
}
