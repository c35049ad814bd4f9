import { Heads } from '../engine/heads.ts'
import { Line } from '../engine/line.ts'
import { Programs } from '../engine/programs.ts'
import type { ZoneOffset } from '../zone.ts'
import { Instants } from './instants.ts'

export interface DatedLine {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  /** The whole line, Latin-1. */
  readonly text: string
}

export interface DatingOptions {
  /** When the log was last written, milliseconds since 1970. */
  readonly modifiedAt: number
  readonly now: number
  readonly zone: ZoneOffset
}

/** The lines of a piece of a log that begin with a time stamp, as the engine reads heads. Never throws. */
export function* datedLines(bytes: Buffer, { modifiedAt, now, zone }: DatingOptions): Generator<DatedLine> {
  const heads = new Heads(new Programs(), undefined)
  const instants = new Instants(now, zone)
  heads.stamps.beginInput(modifiedAt)
  const line = new Line()
  line.bytes = bytes
  while (line.start < bytes.length) {
    const newline = bytes.indexOf(10, line.start)
    line.end = newline < 0 ? bytes.length : newline
    line.stampStart = line.stampEnd = line.start
    heads.read(line)
    const at = instants.of(line)
    if (at !== undefined) yield { at, text: bytes.toString('latin1', line.start, line.end) }
    line.start = line.end + 1
  }
}

/** Instant of the first of them; undefined where none has a stamp. */
export function firstInstant(bytes: Buffer, options: DatingOptions): number | undefined {
  for (const { at } of datedLines(bytes, options)) return at
  return undefined
}
