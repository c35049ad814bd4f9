import type { EngineProgram } from './programs.ts'
import { unknownProgram } from './programs.ts'

/**
 * The line that is being read. One object serves all lines: nothing may hold on to it, and none of its
 * text is decoded unless somebody asks.
 */
export class Line {
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  /** Behind the last byte; neither `\n` nor `\r` belongs to the line. */
  end = 0
  /** Where the text after the tag begins. */
  body = 0
  /** Wall-clock time that is written in the line, as seconds since 1970 as if it were UTC. */
  second = 0
  /** Where the time stamp begins and ends; equal where the line has none. */
  stampStart = 0
  stampEnd = 0
  /** Row of the hour in `Hours`. */
  hour = 0
  /** Number of the host that the line names; 0 where it names none. */
  host = 0
  program: EngineProgram = unknownProgram
  /** How many events it stands for: "message repeated 3 times". */
  weight = 1
  /** Length of the queue ID at `body`; −1: not looked for. */
  idLength = -1
  /** `hashOf` of that ID, where it is known to be there. */
  idHash = 0
  /** Counted from 1 in each input. */
  number = 0

  /** What follows the tag, Latin-1; for the rarer lines. */
  text(): string {
    return this.bytes.toString('latin1', this.body, this.end)
  }
}
