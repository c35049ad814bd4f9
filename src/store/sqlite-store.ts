import { bytesOf, inTransaction, openDatabase } from './database.ts'
import { sqliteAlerts } from './sqlite-alerts.ts'
import { sqliteChannels } from './sqlite-channels.ts'
import { sqliteHistory, sqliteLogPositions } from './sqlite-history.ts'
import { sqliteIncidents } from './sqlite-incidents.ts'
import { sqliteMutes } from './sqlite-mutes.ts'
import { sqliteNotes } from './sqlite-notes.ts'
import type { Store } from './store.ts'

/** The store of one host: a file of SQLite, made where there is none. Throws `StoreError`. */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  return {
    incidents: sqliteIncidents(database),
    alerts: sqliteAlerts(database),
    channels: sqliteChannels(database),
    mutes: sqliteMutes(database),
    history: sqliteHistory(database, () => bytesOf(database)),
    logPositions: sqliteLogPositions(database),
    notes: sqliteNotes(database),
    transaction: (work) => inTransaction(database, work),
    close: () => database.close(),
  }
}
