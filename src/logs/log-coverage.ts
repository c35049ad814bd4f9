import type { Evidence } from '../access/answer.ts'
import type { Occurrences } from './mail-log.ts'

/** What was read, and how much of it was understood. */
export interface LogCoverage {
  /** The window that was asked for. */
  readonly from: number
  readonly to: number
  /** First and last time stamp seen inside the window; undefined when there was no line. */
  readonly firstLineAt: number | undefined
  readonly lastLineAt: number | undefined
  readonly sources: readonly LogSourceSummary[]
  readonly lines: number
  readonly bytes: number
  /** Lines without a time stamp or of no known form. */
  readonly linesNotUnderstood: number
  /** "imuxsock lost 42 messages", "Suppressed 12 messages from postfix": after them, gaps are normal. */
  readonly lost: readonly (Occurrences & { readonly messagesLost: number })[]
}

export interface LogSourceSummary {
  /** A path, or `journalctl`. */
  readonly where: string
  readonly lines: number
  readonly bytes: number
  readonly firstLineAt: number | undefined
  readonly lastLineAt: number | undefined
  /** When the file was last written to; missing for the journal. */
  readonly writtenAt?: number
  /** The times that its lines were stamped with, also those of lines that do not count. */
  readonly stamps?: LogStamps
  /** Why it could not be read whole, if so. */
  readonly incomplete?: string
}

export interface LogStamps {
  /** Of the last line that has one, and the latest of all lines: they differ where the clock went back. */
  readonly lastAt: number
  readonly latestAt: number
  /** A line of that second. */
  readonly last: Evidence
  readonly latest: Evidence
}
