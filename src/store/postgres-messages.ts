import type { Row } from './rows.ts'
import type { SqlValue } from './sql.ts'

/** What the store asks of the thread that talks to PostgreSQL. */
export type PostgresRequest =
  | {
      readonly id: number
      readonly kind: 'query'
      readonly text: string
      readonly values: readonly SqlValue[]
    }
  | { readonly id: number; readonly kind: 'migrate' | 'begin' | 'commit' | 'rollback' | 'reset' | 'close' }

export type PostgresReply =
  | { readonly id: number; readonly rows: readonly Row[]; readonly changes: number }
  | { readonly id: number; readonly error: string; readonly code: PostgresFailure }

/** `away`: nothing was done, or is undone, as the connection is gone; `refused`: the server said no. */
export type PostgresFailure = 'away' | 'refused' | 'newer-version'

/** Counts replies; waited for by `Atomics.wait`. */
export const replySlot = 0
/** 1 from when the server did not answer until it does. */
export const awaySlot = 1
export const bellSlots = 2

export interface PostgresWorkerData {
  readonly url: string
  /** What both threads see: `replySlot`, `awaySlot`. */
  readonly bell: SharedArrayBuffer
  readonly port: import('node:worker_threads').MessagePort
}
