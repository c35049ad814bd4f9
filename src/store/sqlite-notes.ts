import { textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import type { NoteStore } from './store.ts'

export function sqliteNotes(database: SqlConnection): NoteStore {
  const get = database.prepare('SELECT document FROM note WHERE name = ?')
  const put = database.prepare(
    'INSERT INTO note (name, document) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET document = excluded.document',
  )
  const remove = database.prepare('DELETE FROM note WHERE name = ?')
  return {
    get: (name) => {
      const row = get.get(name)
      return row === undefined ? undefined : textOf(row, 'document')
    },
    put: (name, document) => {
      put.run(name, document)
    },
    remove: (name) => {
      remove.run(name)
    },
  }
}
