import type { Host } from '../access/host/host.ts'
import { LineCutter } from './lines.ts'
import { TimeStampReader } from './time-stamp.ts'
import type { ZoneOffset } from './zone.ts'

/** Smaller files are read from their start: that costs less than a second and gives line numbers. */
const readWholeBytes = 32 << 20
const probeBytes = 64 << 10
const precisionBytes = 1 << 20

export interface WindowOptions {
  readonly from: number
  readonly now: number
  readonly zone: ZoneOffset
}

/**
 * Byte at which reading a log file may begin so that no line of the window is missed: found by
 * bisection over the time stamps. 0 for files that are small, or whose stamps cannot be read.
 */
export async function windowStart(
  host: Host,
  path: string,
  sizeBytes: number,
  options: WindowOptions,
): Promise<number> {
  let low = 0
  let high = sizeBytes
  while (high - low > precisionBytes && high > readWholeBytes) {
    const middle = Math.floor((low + high) / 2)
    const at = await stampAfter(host, path, middle, options)
    if (at === undefined) return 0
    if (at < options.from) low = middle
    else high = middle
  }
  return high > readWholeBytes ? low : 0
}

/** Time of the first line with a stamp that begins after a byte. */
async function stampAfter(host: Host, path: string, startByte: number, options: WindowOptions) {
  const answer = await host.readBlocks(path, { startByte, limitBytes: probeBytes })
  if (answer.status !== 'known') return undefined
  const stamps = new TimeStampReader(options.now, options.zone)
  let at: number | undefined
  let lines = 0
  const cutter = new LineCutter((line) => {
    // The first line is the rest of one that began before.
    if (lines++ > 0 && at === undefined && stamps.read(line)) at = stamps.at
  })
  try {
    for await (const block of answer.value) cutter.push(block)
  } catch {
    return undefined
  }
  return at
}
