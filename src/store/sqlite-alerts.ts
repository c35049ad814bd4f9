import { numberOf, optionalNumber, optionalText, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import type { AlertRow, AlertStore } from './store.ts'

export function sqliteAlerts(database: SqlConnection): AlertStore {
  // Not before what failed in the same channel: "over" must not come before "broken".
  const add = database.prepare(
    `INSERT INTO alert (incident, channel, created_at, next_try_at, document) VALUES (?1, ?2, ?3,
       (SELECT coalesce(max(next_try_at), ?5) FROM alert
        WHERE channel = ?2 AND tries > 0 AND next_try_at > ?5), ?4)`,
  )
  const withdraw = database.prepare(
    'DELETE FROM alert WHERE incident = ? AND channel = ? AND tries = 0 AND next_try_at > ?',
  )
  const due = database.prepare('SELECT * FROM alert WHERE next_try_at <= ? ORDER BY id LIMIT ?')
  const next = database.prepare('SELECT min(next_try_at) AS at FROM alert')
  const waiting = database.prepare('SELECT count(*) AS count FROM alert')
  const sent = database.prepare('DELETE FROM alert WHERE id = ?')
  const failed = database.prepare('UPDATE alert SET tries = tries + 1, last_error = ? WHERE id = ?')
  const postpone = database.prepare(
    `UPDATE alert SET next_try_at = ?1
     WHERE next_try_at < ?1 AND channel = (SELECT channel FROM alert WHERE id = ?2)`,
  )
  return {
    add: ({ incident, channel, createdAt, document, notBefore = createdAt }) => {
      add.run(incident ?? null, channel, createdAt, document, notBefore)
    },
    withdraw: (incident, channel, at) => Number(withdraw.run(incident, channel, at).changes),
    due: (at, limit) => due.all(at, limit).map(alertOf),
    nextAt: () => optionalNumber(next.get() ?? { at: null }, 'at'),
    waiting: () => Number(waiting.get()?.['count'] ?? 0),
    sent: (id) => {
      sent.run(id)
    },
    failed: (id, error, nextTryAt) => {
      failed.run(error, id)
      postpone.run(nextTryAt, id)
    },
  }
}

function alertOf(row: Row): AlertRow {
  return {
    id: numberOf(row, 'id'),
    incident: optionalNumber(row, 'incident'),
    channel: textOf(row, 'channel'),
    createdAt: numberOf(row, 'created_at'),
    nextTryAt: numberOf(row, 'next_try_at'),
    tries: numberOf(row, 'tries'),
    lastError: optionalText(row, 'last_error'),
    document: textOf(row, 'document'),
  }
}
