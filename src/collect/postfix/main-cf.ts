import { logicalLines } from './logical-lines.ts'

/** One `name = value` of main.cf. */
export interface MainCfEntry {
  readonly name: string
  readonly value: string
  readonly line: number
}

export interface MainCf {
  /** All entries in the order of the file; of two with one name the later counts. */
  readonly entries: readonly MainCfEntry[]
  /** Lines for which Postfix refuses to run: `missing '=' after attribute name`. */
  readonly errors: readonly { readonly line: number; readonly text: string; readonly message: string }[]
}

/** Parses the text of main.cf. Never throws; what Postfix would refuse is in `errors`. */
export function parseMainCf(text: string): MainCf {
  const entries: MainCfEntry[] = []
  const errors: { line: number; text: string; message: string }[] = []
  for (const { line, text: logical } of logicalLines(text)) {
    const equals = logical.indexOf('=')
    const name = (equals < 0 ? logical : logical.slice(0, equals)).trim()
    if (equals < 0 || /\s/.test(name)) {
      errors.push({ line, text: logical, message: "missing '=' after attribute name" })
    } else if (name === '') {
      errors.push({ line, text: logical, message: 'missing attribute name' })
    } else {
      entries.push({ name, value: logical.slice(equals + 1).trim(), line })
    }
  }
  return { entries, errors }
}
