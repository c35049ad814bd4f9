import type { Row } from './rows.ts'

/** What a parameter can be. Numbers are whole, or of a column REAL. */
export type SqlValue = string | number | null

/** One prepared statement of the SQL that SQLite and PostgreSQL both understand (docs/fleet.md). */
export interface SqlStatement {
  all(...values: SqlValue[]): Row[]
  get(...values: SqlValue[]): Row | undefined
  /** How many rows it wrote or took away. */
  run(...values: SqlValue[]): { readonly changes: number | bigint }
}

/**
 * A database, as the table files see it: SQLite's own `DatabaseSync` is one, PostgreSQL another. Parameters
 * are all `?` or all `?1 ?2 …`; numbers of new rows come from `RETURNING id`; no functions that only one
 * of the two has (`max(a, b)`): tests run every table on both.
 */
export interface SqlConnection {
  prepare(text: string): SqlStatement
}
