import type { Line } from './line.ts'

/** Told of every line about a queue file, and of queue files that are one message: for `trace`. */
export interface JourneySink {
  line(serial: number, line: Line): void
  joined(first: number, second: number): void
  /** Told of every refusal, with a queue file or before there is one. */
  notAccepted?(line: Line): void
  /** Told of lines of filters and mailbox servers, which may be about a message. */
  companion?(line: Line): void
}
