/** What a question was answered with: a document by its JSON contract, and the same as a person reads it. */
export interface Told {
  readonly document: Readonly<Record<string, unknown>>
  readonly text: string
  /** What could not be read, and what was chosen: one line each. */
  readonly notes: readonly string[]
}

export interface LogsAsked {
  readonly files: readonly string[]
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly compare?: string | undefined
  readonly top: number
}

export interface TraceAsked {
  readonly files: readonly string[]
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** By the names of `mailmedic trace`'s options: from, to, messageId, … */
  readonly query: Readonly<Record<string, string | undefined>>
  readonly limit: number
}

/**
 * The questions that Mailmedic answers without changing anything. What is asked wrongly, or cannot be
 * read, is an `Error` whose message says what to do.
 */
export interface Questions {
  /** `capture`: of the server that the file records instead of this one. `only`: ids and topics; none: all. */
  check(capture: string | undefined, only: readonly string[]): Promise<Told>
  logs(asked: LogsAsked): Promise<Told>
  trace(asked: TraceAsked): Promise<Told>
  explain(text: string): Promise<Told>
  probe(domain: string, dkimSelectors: readonly string[]): Promise<Told>
  /** Missing: those that are not over, or with `all` the latest 50. */
  incidents(all: boolean): Promise<Told>
  incident(id: number): Promise<Told>
  conditions(id: string | undefined, topic: string | undefined): Promise<Told>
}
