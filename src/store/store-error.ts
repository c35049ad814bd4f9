export type StoreErrorCode =
  | 'newer-version'
  | 'older-version'
  | 'not-there'
  | 'not-openable'
  | 'not-a-database'
  | 'server-away'
  | 'server-refused'

const texts: Readonly<Record<StoreErrorCode, (path: string, detail: string) => string>> = {
  'newer-version': (path, detail) =>
    `${path} was written by a newer Mailmedic (${detail}). Upgrade this one, or name another --state folder.`,
  'older-version': (path, detail) =>
    `${path} was written by an older Mailmedic (${detail}). Start mailmedic serve once: it brings it up to date.`,
  'not-there': (path) =>
    `${path}: nothing is kept there yet. Start mailmedic serve, or name its folder with --state.`,
  'not-openable': (path, detail) =>
    `${path} cannot be opened (${detail}). Is it readable and writable for this user, and is there room on the disk?`,
  'not-a-database': (path, detail) =>
    `${path} is no database of Mailmedic, or is damaged (${detail}). Move it away to begin anew; nothing else depends on it.`,
  'server-away': (path, detail) =>
    `${path} cannot be reached (${detail}). Is PostgreSQL running there? It is tried again.`,
  'server-refused': (path, detail) => `${path} refused what was asked (${detail}).`,
}

/** Why what was seen before cannot be read. Actionable; printed without a stack. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, path: string, detail: string, cause?: unknown) {
    super(texts[code](path, detail), { cause })
    this.code = code
  }
}
