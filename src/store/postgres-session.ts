import postgres from 'postgres'
import { migrations } from './migrations.ts'
import { postgresDefinition, postgresStatement, postgresText } from './postgres-dialect.ts'
import type { PostgresFailure } from './postgres-messages.ts'
import type { Row } from './rows.ts'
import type { SqlValue } from './sql.ts'

const connectSeconds = 3
/** As SQLite's writers: one at a time, whatever process they are in. Any number that is ours alone. */
const writersLock = 0x6d61696c
const lockMilliseconds = 3_000
const longestStatementMilliseconds = 30_000
/** int8 and numeric: our numbers are below 2^53. */
const numberTypes = { number: { to: 20, from: [20, 1700], serialize: String, parse: Number } }

export interface Result {
  readonly rows: readonly Row[]
  readonly changes: number
}

/** Why PostgreSQL did not do what was asked. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError'
  readonly code: PostgresFailure

  constructor(code: PostgresFailure, cause: unknown) {
    super(messageOf(cause), { cause })
    this.code = code
  }
}

/**
 * One connection to a PostgreSQL server, made anew whenever it is gone. A transaction never outlives its
 * connection: what comes after the break fails until the transaction is ended. Rejects with `PostgresError`.
 */
export class PostgresSession {
  readonly #url: string
  #sql: postgres.Sql
  /** Counts the connections that ended. */
  #breaks = 0
  /** Of a transaction that is under way: the count when it began. */
  #begunAt: number | undefined
  #isMigrated = false

  constructor(url: string) {
    this.#url = url
    this.#sql = this.#connect()
  }

  async query(text: string, values: readonly SqlValue[]): Promise<Result> {
    await this.migrate()
    const given = values.map((value) => (typeof value === 'string' ? postgresText(value) : value))
    return this.#run(postgresStatement(text), given)
  }

  async begin(): Promise<void> {
    await this.migrate()
    await this.#begin()
  }

  async commit(): Promise<void> {
    try {
      await this.#run('COMMIT')
    } finally {
      this.#begunAt = undefined
    }
  }

  async rollback(): Promise<void> {
    const isWhole = this.#begunAt === this.#breaks
    this.#begunAt = undefined
    if (isWhole) await this.#run('ROLLBACK')
  }

  /** Gives up on what is under way: the server undoes it when the connection is gone. */
  async reset(): Promise<void> {
    const old = this.#sql
    this.#breaks++
    this.#sql = this.#connect()
    await old.end({ timeout: 0 }).catch(() => undefined)
  }

  close(): Promise<void> {
    return this.#sql.end({ timeout: 1 })
  }

  /** Brings the tables to the newest shape, in one transaction; once, but again after a failure. */
  async migrate(): Promise<void> {
    if (this.#isMigrated) return
    await this.#begin()
    try {
      await this.#run('CREATE TABLE IF NOT EXISTS mailmedic_format (version BIGINT NOT NULL)')
      const { rows } = await this.#run('SELECT version FROM mailmedic_format')
      const version = Number(rows[0]?.['version'] ?? 0)
      if (version > migrations.length)
        throw new PostgresError('newer-version', `format ${version}; this one knows ${migrations.length}`)
      for (const step of migrations.slice(version)) await this.#runAll(postgresDefinition(step))
      await this.#run('DELETE FROM mailmedic_format')
      await this.#run('INSERT INTO mailmedic_format (version) VALUES ($1)', [migrations.length])
      await this.commit()
      this.#isMigrated = true
    } catch (error) {
      await this.rollback().catch(() => undefined)
      throw error
    }
  }

  async #begin(): Promise<void> {
    const breaks = this.#breaks
    await this.#runAll(
      `BEGIN; SET LOCAL lock_timeout = ${lockMilliseconds}; SELECT pg_advisory_xact_lock(${writersLock})`,
    ).catch(async (error: unknown) => {
      await this.#runAll('ROLLBACK').catch(() => undefined)
      throw error
    })
    this.#begunAt = breaks
  }

  async #run(text: string, values: readonly SqlValue[] = []): Promise<Result> {
    this.#mustBeWhole()
    try {
      const rows = await this.#sql.unsafe<Row[]>(text, [...values], { prepare: true })
      this.#mustBeWhole()
      return { rows: rows.map((row) => ({ ...row })), changes: rows.count ?? 0 }
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** Several statements at once, without values. */
  async #runAll(text: string): Promise<void> {
    this.#mustBeWhole()
    try {
      await this.#sql.unsafe(text).simple()
    } catch (error) {
      throw failureOf(error)
    }
  }

  #mustBeWhole(): void {
    if (this.#begunAt !== undefined && this.#begunAt !== this.#breaks)
      throw new PostgresError('away', 'the connection ended in the middle of a transaction')
  }

  #connect(): postgres.Sql {
    const url = new URL(this.#url)
    // libpq's form for a Unix socket; the driver wants it apart.
    const socketFolder = url.searchParams.get('host')
    url.searchParams.delete('host')
    return postgres(url.href, {
      ...(socketFolder === null ? {} : { host: socketFolder }),
      max: 1,
      max_lifetime: null,
      connect_timeout: connectSeconds,
      backoff: () => 0,
      fetch_types: false,
      types: numberTypes,
      onnotice: () => undefined,
      onclose: () => {
        this.#breaks++
      },
      connection: { application_name: 'mailmedic', statement_timeout: longestStatementMilliseconds },
    })
  }
}

function failureOf(error: unknown): PostgresError {
  if (error instanceof PostgresError) return error
  // The server's own answers have a severity; all else is the way to it, or its end.
  const isAnswer = error instanceof Error && 'severity_local' in error && error.severity_local !== 'FATAL'
  return new PostgresError(isAnswer ? 'refused' : 'away', error)
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
