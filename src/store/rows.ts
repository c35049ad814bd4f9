import type { SQLOutputValue } from 'node:sqlite'

/** One row as SQLite gives it. The columns are STRICT: a type that is not theirs means a damaged file. */
export type Row = Readonly<Record<string, SQLOutputValue>>

export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`)
  return value
}

export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`)
  return value
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column)
}

export function optionalNumber(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : numberOf(row, column)
}
