import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { hostZone } from '../../logs/host-zone.ts'
import { TimeStampReader } from '../../logs/time-stamp.ts'
import { type Fact, fact } from '../fact.ts'

/** When a log file was last written, by the kernel, and what its last line says about that. */
export interface LogTime {
  readonly path: string
  readonly writtenAt: number
  readonly stampedAt: number
  /** Before lines of this time, later ones were written: the clock went back more than time zones do. */
  readonly jumpedBack: boolean
  readonly evidence: readonly Evidence[]
}

const paths = ['/var/log/mail.log', '/var/log/maillog', '/var/log/syslog']
const tailBytes = 65_536
/** Programs in different time zones differ by less (os-log-timezone-mixed). */
const zoneMilliseconds = 27 * 3_600_000

export const logTime = fact({
  id: 'clock.log-time',
  privilege: 'root',
  summary: 'When the mail log was last written, and the time in its last line.',
  async collect(world): Promise<Fact<LogTime>> {
    const zone = await hostZone(world.host)
    for (const path of paths) {
      const status = await world.host.status(path)
      if (status.status !== 'known' || status.value.sizeBytes === 0) continue
      const writtenAt = status.value.modifiedAt
      const lines = await lastLines(world, path, Math.min(status.value.sizeBytes, tailBytes))
      const stamped = stampsOf(lines, new TimeStampReader(writtenAt, zone))
      const last = stamped.at(-1)
      if (last === undefined) continue
      const latest = stamped.reduce((best, one) => (one.at > best.at ? one : best), last)
      const jumpedBack = latest.at - last.at > zoneMilliseconds
      const now = isoTime(world.clock.now())
      const shown = jumpedBack ? [latest, last] : [last]
      const evidence: readonly Evidence[] = [
        ...shown.map(({ line, at }): Evidence => ({ kind: 'log', where: path, text: line, at: isoTime(at) })),
        { kind: 'file', where: path, text: `last written ${isoTime(writtenAt)}`, at: now },
      ]
      return known({ path, writtenAt, stampedAt: last.at, jumpedBack, evidence })
    }
    return absent()
  },
})

function stampsOf(lines: readonly string[], stamps: TimeStampReader) {
  return lines.flatMap((line) => (stamps.read(line) ? [{ at: stamps.at, line: line.slice(0, 200) }] : []))
}

async function lastLines(world: World, path: string, bytes: number): Promise<string[]> {
  const answer = await world.host.readBlocks(path, { startByte: -bytes })
  if (answer.status !== 'known') return []
  let tail = ''
  for await (const block of answer.value)
    tail = (tail + Buffer.from(block).toString('latin1')).slice(-tailBytes)
  return tail.split('\n')
}
