import { bytesOf, inTransaction, openDatabase, openDatabaseToRead } from './database.ts'
import type { Store } from './store.ts'
import { storeOver } from './store-over.ts'

/** The store of one host: a file of SQLite, made where there is none. Throws `StoreError`. */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  return storeOver({
    connection: database,
    bytes: () => bytesOf(database),
    transaction: (work) => inTransaction(database, work),
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
