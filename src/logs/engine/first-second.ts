import { conversionFor } from './converted.ts'
import { Heads } from './heads.ts'
import { Line } from './line.ts'
import { Programs } from './programs.ts'

const mostLines = 50

/** Written time of the first dated line in the first block of a log: for the order of rotated files. */
export function firstSecond(block: Buffer, modifiedAt: number, year: number | undefined): number | undefined {
  const bytes = conversionFor(block)?.push(block) ?? block
  const heads = new Heads(new Programs(), year)
  heads.stamps.beginInput(modifiedAt)
  const line = new Line()
  line.bytes = bytes
  for (let count = 0; count < mostLines; count++) {
    const newline = bytes.indexOf(10, line.start)
    line.end = newline < 0 ? bytes.length : newline
    if (heads.read(line) === 'program' && line.stampEnd > line.stampStart) return line.second
    if (newline < 0) return undefined
    line.start = newline + 1
  }
  return undefined
}
