import { numberOf, optionalNumber, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import type { IncidentEventRow, IncidentRow, IncidentStore } from './store.ts'

export function sqliteIncidents(database: SqlConnection): IncidentStore {
  const current = database.prepare(`SELECT * FROM incident WHERE state <> 'over' OR over_at >= ? ORDER BY id`)
  const latest = database.prepare('SELECT * FROM incident ORDER BY last_seen_at DESC, id DESC LIMIT ?')
  const one = database.prepare('SELECT * FROM incident WHERE id = ?')
  const put = database.prepare(
    `INSERT INTO incident (id, key, state, last_seen_at, over_at, document) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET key = excluded.key, state = excluded.state,
       last_seen_at = excluded.last_seen_at, over_at = excluded.over_at, document = excluded.document`,
  )
  const remove = database.prepare('DELETE FROM incident WHERE id = ?')
  const highest = database.prepare('SELECT coalesce(max(id), 0) AS id FROM incident')
  const addEvent = database.prepare(
    'INSERT INTO incident_event (incident, at, kind, who, text) VALUES (?, ?, ?, ?, ?)',
  )
  const events = database.prepare('SELECT * FROM incident_event WHERE incident = ? ORDER BY id')
  const forget = database.prepare(`DELETE FROM incident WHERE state = 'over' AND over_at < ?`)
  return {
    current: (overSince) => current.all(overSince).map(incidentOf),
    latest: (limit) => latest.all(limit).map(incidentOf),
    get: (id) => {
      const row = one.get(id)
      return row === undefined ? undefined : incidentOf(row)
    },
    put: ({ id, key, state, lastSeenAt, overAt, document }) => {
      put.run(id, key, state, lastSeenAt, overAt ?? null, document)
    },
    remove: (id) => {
      remove.run(id)
    },
    nextId: () => Number(highest.get()?.['id'] ?? 0) + 1,
    addEvent: (incident, { at, kind, who, text }) => {
      addEvent.run(incident, at, kind, who, text)
    },
    events: (incident) => events.all(incident).map(eventOf),
    forget: (overBefore) => Number(forget.run(overBefore).changes),
  }
}

function incidentOf(row: Row): IncidentRow {
  return {
    id: numberOf(row, 'id'),
    key: textOf(row, 'key'),
    state: textOf(row, 'state'),
    lastSeenAt: numberOf(row, 'last_seen_at'),
    overAt: optionalNumber(row, 'over_at'),
    document: textOf(row, 'document'),
  }
}

function eventOf(row: Row): IncidentEventRow {
  return {
    at: numberOf(row, 'at'),
    kind: textOf(row, 'kind'),
    who: textOf(row, 'who'),
    text: textOf(row, 'text'),
  }
}
