import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgresStore } from '../../src/store/postgres-store.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import type { Store } from '../../src/store/store.ts'
import { noPostgres, PostgresServer } from './postgres-server.ts'

/** Opens stores for tests; what it opened is closed at the end. */
export interface Stores {
  /** Where a new, empty store can be opened. */
  newPlace(): string
  /** Again and again, as another process would. */
  open(place: string): Store
}

/** The same tests on each kind of store there is. PostgreSQL's are skipped, and say why, where it is not installed. */
export function describeStores(name: string, tests: (stores: Stores) => void): void {
  describe(`${name}: SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-stores-'))
    let count = 0
    tests(closedAtEnd({ newPlace: () => join(folder, `${count++}.db`), open: openStore }))
    afterAll(() => rmSync(folder, { recursive: true }))
  })
  describe.skipIf(noPostgres !== undefined)(`${name}: PostgreSQL ${noPostgres ?? ''}`, () => {
    let server: PostgresServer
    beforeAll(() => {
      server = new PostgresServer()
    })
    afterAll(() => server.end())
    tests(closedAtEnd({ newPlace: () => server.newDatabase(), open: openPostgresStore }))
  })
}

function closedAtEnd(stores: Stores): Stores {
  const opened: Store[] = []
  afterAll(() => {
    for (const store of opened) store.close()
  })
  return {
    newPlace: stores.newPlace,
    open: (place) => {
      const store = stores.open(place)
      opened.push(store)
      return store
    },
  }
}
