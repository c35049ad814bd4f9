import { conversionFor } from './converted.ts'
import { Heads } from './heads.ts'
import { Line } from './line.ts'
import { Programs } from './programs.ts'

const mostLines = 50

/**
 * The lines of a piece of a log that have a time stamp, read as the engine reads heads. One object serves
 * all lines. `modifiedAt`: milliseconds since 1970, when the log was last written. Never throws.
 */
export function* datedLines(bytes: Buffer, modifiedAt: number, year?: number): Generator<Line> {
  const heads = new Heads(new Programs(), year)
  heads.stamps.beginInput(modifiedAt)
  const line = new Line()
  line.bytes = bytes
  while (line.start < bytes.length) {
    const newline = bytes.indexOf(10, line.start)
    line.end = newline < 0 ? bytes.length : newline
    line.number++
    line.stampStart = line.stampEnd = line.start
    heads.read(line)
    if (line.stampEnd > line.stampStart) yield line
    line.start = line.end + 1
  }
}

/** Written time of the first dated line in the first block of a log: for the order of rotated files. */
export function firstSecond(block: Buffer, modifiedAt: number, year: number | undefined): number | undefined {
  const bytes = conversionFor(block)?.push(block) ?? block
  for (const line of datedLines(bytes, modifiedAt, year))
    return line.number > mostLines ? undefined : line.second
  return undefined
}
