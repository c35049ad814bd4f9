import type { Host } from '../../access/host/host.ts'
import { firstInstant } from '../findings/line-instants.ts'
import type { WindowOptions } from '../findings/mail-log-listener.ts'

/** Smaller files are read from their start: that costs less than a second and gives line numbers. */
const readWholeBytes = 32 << 20
const probeBytes = 64 << 10
const precisionBytes = 1 << 20

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
    const at = await instantAfter(host, path, middle, options)
    if (at === undefined) return 0
    if (at < options.from) low = middle
    else high = middle
  }
  return high > readWholeBytes ? low : 0
}

/** Time of the first line with a stamp that begins after a byte. */
async function instantAfter(
  host: Host,
  path: string,
  startByte: number,
  { now, zone }: WindowOptions,
): Promise<number | undefined> {
  const answer = await host.readBlocks(path, { startByte, limitBytes: probeBytes })
  if (answer.status !== 'known') return undefined
  const blocks: Uint8Array[] = []
  try {
    for await (const block of answer.value) blocks.push(Uint8Array.from(block))
  } catch {
    return undefined
  }
  const bytes = Buffer.concat(blocks)
  // The first line is the rest of one that began before.
  return firstInstant(bytes.subarray(bytes.indexOf(10) + 1), { modifiedAt: now, now, zone })
}
