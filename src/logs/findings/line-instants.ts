import { datedLines } from '../engine/dated-lines.ts'
import type { ZoneOffset } from '../zone.ts'
import { Instants } from './instants.ts'

interface DatingOptions {
  /** When the log was last written, milliseconds since 1970. */
  readonly modifiedAt: number
  readonly now: number
  readonly zone: ZoneOffset
}

/** Instants of the lines of a piece of a log that begin with a time stamp, milliseconds since 1970 UTC. */
export function* instantsOf(bytes: Buffer, { modifiedAt, now, zone }: DatingOptions): Generator<number> {
  const instants = new Instants(now, zone)
  for (const line of datedLines(bytes, modifiedAt)) {
    const at = instants.of(line)
    if (at !== undefined) yield at
  }
}

/** The first of them; undefined where no line has a stamp. */
export function firstInstant(bytes: Buffer, options: DatingOptions): number | undefined {
  for (const at of instantsOf(bytes, options)) return at
  return undefined
}
