import type { SqlConnection } from './sql.ts'
import { sqliteAlerts } from './sqlite-alerts.ts'
import { sqliteChannels } from './sqlite-channels.ts'
import { sqliteFleet, sqliteReports } from './sqlite-fleet.ts'
import { sqliteHistory, sqliteLogPositions } from './sqlite-history.ts'
import { sqliteIncidents } from './sqlite-incidents.ts'
import { sqliteMutes } from './sqlite-mutes.ts'
import { sqliteNotes } from './sqlite-notes.ts'
import type { Store } from './store.ts'

/** A database that is open: what SQLite and PostgreSQL each do in their own way. */
export interface OpenDatabase {
  readonly connection: SqlConnection
  /** How large it is, in bytes. */
  bytes(): number
  transaction: Store['transaction']
  close(): void
}

/** The store over a database: every table, whichever of the two keeps it. */
export function storeOver({ connection, bytes, transaction, close }: OpenDatabase): Store {
  return {
    incidents: sqliteIncidents(connection),
    alerts: sqliteAlerts(connection),
    channels: sqliteChannels(connection),
    mutes: sqliteMutes(connection),
    history: sqliteHistory(connection, bytes),
    logPositions: sqliteLogPositions(connection),
    notes: sqliteNotes(connection),
    fleet: sqliteFleet(connection),
    reports: sqliteReports(connection),
    transaction,
    close,
  }
}
