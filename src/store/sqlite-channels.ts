import { type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import type { ChannelRow, ChannelStore } from './store.ts'

export function sqliteChannels(database: SqlConnection): ChannelStore {
  const all = database.prepare('SELECT name, kind, document FROM channel ORDER BY name')
  const one = database.prepare('SELECT * FROM channel WHERE name = ?')
  const put = database.prepare(
    `INSERT INTO channel (name, kind, document, secret) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, document = excluded.document,
       secret = excluded.secret`,
  )
  const remove = database.prepare('DELETE FROM channel WHERE name = ?')
  return {
    all: () => all.all().map(shownChannelOf),
    get: (name) => {
      const row = one.get(name)
      return row === undefined ? undefined : channelOf(row)
    },
    put: ({ name, kind, document, secret }) => {
      put.run(name, kind, document, secret)
    },
    remove: (name) => Number(remove.run(name).changes) > 0,
  }
}

function shownChannelOf(row: Row): Omit<ChannelRow, 'secret'> {
  return { name: textOf(row, 'name'), kind: textOf(row, 'kind'), document: textOf(row, 'document') }
}

function channelOf(row: Row): ChannelRow {
  return { ...shownChannelOf(row), secret: textOf(row, 'secret') }
}
