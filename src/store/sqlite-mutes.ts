import { numberOf, optionalNumber, optionalText, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import type { MuteRow, MuteStore } from './store.ts'

export function sqliteMutes(database: SqlConnection): MuteStore {
  const all = database.prepare('SELECT * FROM mute ORDER BY id')
  const add = database.prepare(
    'INSERT INTO mute (scope, from_at, until_at, who, reason, repeats) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
  )
  const remove = database.prepare('DELETE FROM mute WHERE id = ?')
  return {
    all: () => all.all().map(muteOf),
    add: ({ scope, fromAt, untilAt, who, reason, repeats }) =>
      numberOf(add.get(scope, fromAt, untilAt ?? null, who, reason, repeats ?? null) ?? {}, 'id'),
    remove: (id) => Number(remove.run(id).changes) > 0,
  }
}

function muteOf(row: Row): MuteRow {
  const repeats = optionalText(row, 'repeats')
  return {
    ...(repeats === undefined ? {} : { repeats }),
    id: numberOf(row, 'id'),
    scope: textOf(row, 'scope'),
    fromAt: numberOf(row, 'from_at'),
    untilAt: optionalNumber(row, 'until_at'),
    who: textOf(row, 'who'),
    reason: textOf(row, 'reason'),
  }
}
