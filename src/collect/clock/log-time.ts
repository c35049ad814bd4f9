import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { LogSourceSummary } from '../../logs/log-coverage.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'

/** When a log file was last written, by the kernel, and what its last line says about that. */
export interface LogTime {
  readonly path: string
  readonly writtenAt: number
  readonly stampedAt: number
  /** Before lines of this time, later ones were written: the clock went back more than time zones do. */
  readonly jumpedBack: boolean
  readonly evidence: readonly Evidence[]
}

/** Programs in different time zones differ by less (os-log-timezone-mixed). */
const zoneMilliseconds = 27 * 3_600_000

/** Of the first log file of mail, not of what was rotated away. Absent: none was written to in the last day. */
export const logTime = fact({
  id: 'clock.log-time',
  privilege: 'root',
  summary: 'When the mail log was last written, and the time in its last line.',
  needs: { log: mailLog },
  collect({ clock }, { log }): Fact<LogTime> {
    if (log.status === 'absent') return log
    const times = log.value.coverage.sources.flatMap((source) => timeOf(source, clock.now()))
    const current = times.find(({ path }) => !path.endsWith('.1'))
    return current === undefined ? absent() : known(current)
  },
})

function timeOf({ where, writtenAt, stamps }: LogSourceSummary, now: number): LogTime[] {
  if (writtenAt === undefined || stamps === undefined) return []
  const { lastAt, latestAt, last, latest } = stamps
  const jumpedBack = latestAt - lastAt > zoneMilliseconds
  const written: Evidence = {
    kind: 'file',
    where,
    text: `last written ${isoTime(writtenAt)}`,
    at: isoTime(now),
  }
  const evidence = [...(jumpedBack ? [latest, last] : [last]), written]
  return [{ path: where, writtenAt, stampedAt: lastAt, jumpedBack, evidence }]
}
