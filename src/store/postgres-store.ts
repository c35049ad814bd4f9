import { PostgresConnection } from './postgres-connection.ts'
import type { Store } from './store.ts'
import { storeOver } from './store-over.ts'

/** Of `--store`: what begins so is a PostgreSQL server. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)
}

/** The store of a fleet: tables in a database of PostgreSQL, made where there are none. Throws `StoreError`. */
export function openPostgresStore(url: string): Store {
  const connection = new PostgresConnection(url)
  const size = connection.prepare('SELECT pg_database_size(current_database()) AS bytes')
  try {
    connection.migrate()
  } catch (error) {
    connection.close()
    throw error
  }
  return storeOver({
    connection,
    bytes: () => Number(size.get()?.['bytes'] ?? 0),
    transaction: (work) => connection.transaction(work),
    close: () => connection.close(),
  })
}
