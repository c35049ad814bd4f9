/** A host that reports to this centre, as it last did. Times are milliseconds since 1970 UTC. */
export interface AgentRow {
  /** Its own random id and its host name. */
  readonly id: string
  readonly host: string
  /** Name of the token that it first reported with: no other may speak for it. */
  readonly token: string
  /** When the numbers of its batches began anew. */
  readonly stream: number
  /** The number of the last batch that is kept. */
  readonly sequence: number
  /** The random id of that batch; empty: none yet. */
  readonly batch: string
  readonly firstAt: number
  readonly reportedAt: number
  /** What it says of itself. */
  readonly document: string
}

export interface AgentIncidentRow {
  readonly agent: string
  /** The incident's number on that host. */
  readonly id: number
  readonly state: string
  readonly overAt: number | undefined
  readonly document: string
}

/** An hour of one measure of a host. `at`: when it begins, in seconds since 1970 UTC. */
export interface AgentFigureRow {
  readonly measure: string
  readonly subject: string
  readonly at: number
  readonly count: number
  readonly sum: number
  readonly low: number
  readonly high: number
}

/** What a centre keeps of its hosts. */
export interface FleetStore {
  agents(): AgentRow[]
  agent(id: string): AgentRow | undefined
  putAgent(row: AgentRow): void
  /** With all that is kept of it. */
  removeAgent(id: string): boolean
  /** All that it said is void: it begins anew. */
  clearAgent(id: string): void
  putIncident(row: AgentIncidentRow): void
  /** Those that are not over, and those over since `overSince` or later. */
  incidents(overSince: number): AgentIncidentRow[]
  putFigure(agent: string, row: AgentFigureRow): void
  figures(agent: string, measure: string, from: number, until: number): AgentFigureRow[]
  /** Of what is over, or was, before (milliseconds). */
  forget(before: number): void
}

/** One batch of an agent that the centre has not taken yet, exactly as it is sent, again and again. */
export interface BatchRow {
  readonly sequence: number
  readonly document: string
}

/** What an agent has said to its centre, and what is on its way. */
export interface ReportStore {
  pending(): BatchRow | undefined
  putPending(batch: BatchRow): void
  removePending(): void
  /** What was last said of each thing, as a digest. */
  told(): Map<string, string>
  putTold(thing: string, digest: string, at: number): void
  /** All of it has to be said again. */
  clearTold(): void
  forgetTold(before: number): void
}
