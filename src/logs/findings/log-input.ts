import type { BlockStream } from '../../access/host/host.ts'
import type { ProgramFamily } from '../engine/program-family.ts'
import type { LogSourceSummary } from '../log-coverage.ts'

/** One stream of log bytes. Whose form its lines have is found out line by line. */
export interface LogInput {
  /** A path, or `journalctl`. */
  readonly where: string
  readonly blocks: BlockStream
  /** When it was last written, milliseconds since 1970. */
  readonly modifiedAt: number
  /** The stream begins in the middle of a file: its first line is half, line numbers are not known. */
  readonly fromMiddle?: boolean
  /** Says which lines count: what another source has told already must not count twice. */
  readonly accept?: (family: ProgramFamily, at: number) => boolean
}

/** First and last time of the lines that a family of programs wrote into one source. */
export interface Span {
  readonly firstAt: number
  readonly lastAt: number
}

export interface InputOutcome extends LogSourceSummary {
  /** Time of the source's very first line, also before the window. */
  readonly beginsAt: number | undefined
  readonly spans: ReadonlyMap<ProgramFamily, Span>
}
