import { accessMigrations } from './access-migrations.ts'
import type { AccessStore, AuditRow, AuditStore } from './access-store.ts'
import { openDatabase } from './database.ts'
import { numberOf, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'
import { sqliteInvitations, sqliteTokens } from './sqlite-tokens.ts'
import { sqliteSessions, sqliteUsers } from './sqlite-users.ts'

/**
 * Who may use the console, in a file of its own: it goes where nothing else of the watch goes. Throws
 * `StoreError`.
 */
export function openAccess(path: string): AccessStore {
  const database = openDatabase(path, accessMigrations)
  return {
    users: sqliteUsers(database),
    sessions: sqliteSessions(database),
    tokens: sqliteTokens(database),
    invitations: sqliteInvitations(database),
    audit: sqliteAudit(database),
    close: () => database.close(),
  }
}

function sqliteAudit(database: SqlConnection): AuditStore {
  const add = database.prepare('INSERT INTO audit (at, who, what, detail, address) VALUES (?, ?, ?, ?, ?)')
  const latest = database.prepare('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?')
  return {
    add: ({ at, who, what, detail, address }) => {
      add.run(at, who, what, detail, address)
    },
    latest: (limit, before = Number.MAX_SAFE_INTEGER) => latest.all(before, limit).map(auditOf),
  }
}

function auditOf(row: Row): AuditRow {
  return {
    id: numberOf(row, 'id'),
    at: numberOf(row, 'at'),
    who: textOf(row, 'who'),
    what: textOf(row, 'what'),
    detail: textOf(row, 'detail'),
    address: textOf(row, 'address'),
  }
}
