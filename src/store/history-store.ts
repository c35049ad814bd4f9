/** How finely the past is kept, in seconds: a minute, an hour, a day. */
export const steps = [60, 3_600, 86_400] as const
export type Step = (typeof steps)[number]

/**
 * One figure to be added. `measure` says what was counted or read, `subject` of what (`''`: of the whole
 * host). Seconds since 1970 UTC.
 */
export interface Figure {
  readonly measure: string
  readonly subject: string
  readonly at: number
  readonly value: number
}

/** A step of the past: of counts, `sum` is what there was; of readings, `count` of them were made. */
export interface HistoryPoint {
  /** When the step begins; seconds since 1970 UTC. */
  readonly at: number
  readonly count: number
  readonly sum: number
  readonly low: number
  readonly high: number
}

/** How often each bucket of time was met. Whoever adds them knows what a bucket is. */
export type Buckets = Readonly<Record<number, number>>

export interface DelayPoint {
  readonly at: number
  readonly buckets: Buckets
}

/** From `from` on, and before `until`; seconds since 1970 UTC. */
export interface Span {
  readonly from: number
  readonly until: number
}

export interface SubjectSum {
  readonly subject: string
  readonly sum: number
}

/** How long each step is kept, in seconds, and how many bytes all of it may take. */
export interface Retention {
  readonly keep: Readonly<Record<Step, number>>
  readonly mostBytes: number
}

/** Figures of the past, each added to its minute, hour and day at once. */
export interface HistoryStore {
  /** Counted things: they add up. `''` as subject is kept by the minute too; the rest by hour and day. */
  count(figures: readonly Figure[]): void
  /** States that were read: mean, lowest and highest are kept. */
  note(figures: readonly Figure[]): void
  delays(subject: string, at: number, buckets: Buckets): void
  /** Oldest first; steps without a figure are not there. */
  points(measure: string, subject: string, step: Step, span: Span): HistoryPoint[]
  delayPoints(subject: string, step: Step, span: Span): DelayPoint[]
  /** The largest sums, largest first. */
  largest(measure: string, step: Step, span: Span, limit: number): SubjectSum[]
  /** What was ever noted or counted under the measure, and is still kept. */
  subjects(measure: string): string[]
  /** When the oldest kept step of the measure begins; undefined: none is kept. */
  begins(measure: string, step: Step): number | undefined
  /** Folds all but the largest subjects of a step into `others`. */
  fold(measure: string, step: Step, at: number, most: number, others: string): void
  /** How large all of the database is now. */
  bytes(): number
  /** Forgets what is too old, and the oldest of the finest where all of it is too large. `now`: seconds. */
  thin(now: number, retention: Retention): void
}

/** How far a log was read and kept: what the next process goes on from. */
export interface LogPosition {
  readonly path: string
  readonly device: number
  readonly inode: number
  /** Bytes; of the journal, microseconds since 1970 UTC of the last entry. */
  readonly offset: number
}

export interface LogPositionStore {
  all(): LogPosition[]
  put(position: LogPosition): void
}
