import type { BlockStream } from '../access/host/host.ts'
import type { ProgramFamily } from './header.ts'
import type { LogSourceSummary } from './mail-log.ts'

/** `syslog`: time, host, tag; `dovecot`, `rspamd`: the programs' own files. */
export type LogFormat = 'syslog' | 'dovecot' | 'rspamd'

/** One stream of log bytes. */
export interface LogInput {
  /** A path, or `journalctl`. */
  readonly where: string
  readonly format: LogFormat
  readonly blocks: BlockStream
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
