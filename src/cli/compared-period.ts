import { findLogFiles, type LogFile } from '../access/host/log-files.ts'
import type { TimeWindow } from '../logs/engine/time-window.ts'
import { UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { timeOf } from './log-window.ts'
import { inOrderOfTime, readLogs } from './read-logs.ts'

const daySeconds = 86_400
const shifts: Readonly<Record<string, number>> = { yesterday: daySeconds, 'last-week': 7 * daySeconds }

/** Two periods: the one that is reported, and the one that it is compared with. */
export interface ComparedPeriods {
  readonly now: TimeWindow | undefined
  readonly before: TimeWindow | undefined
  readonly files: readonly LogFile[]
  /** The period before, in words. */
  readonly name: string
}

interface Given {
  readonly files: readonly LogFile[]
  readonly window: TimeWindow | undefined
  readonly year: number | undefined
  readonly now: number
  readonly io: Io
}

/**
 * What `--compare` means: `yesterday` and `last-week` are the same hours one day or seven days earlier (of
 * the log's last day where no period was asked for), `SINCE..UNTIL` another period of these logs, anything
 * else other logs.
 */
export async function comparedPeriods(text: string, given: Given): Promise<ComparedPeriods> {
  const { files, window, year, now, io } = given
  const shift = shifts[text]
  if (shift !== undefined) {
    const own = window ?? (await lastDay(given))
    if (own.since === Number.NEGATIVE_INFINITY)
      throw new UsageError(`--compare ${text} wants --since: the period needs a beginning`)
    const before = { since: own.since - shift, until: Math.min(own.until, now) - shift }
    return { now: own, before, files, name: text === 'yesterday' ? 'the day before' : 'a week before' }
  }
  const [since, until, ...more] = text.split('..')
  if (since !== undefined && until !== undefined && more.length === 0 && !text.includes('/')) {
    const before = { since: timeOf(since, now), until: timeOf(until, now) }
    if (before.since >= before.until)
      throw new UsageError('--compare SINCE..UNTIL: the first must be earlier')
    return { now: window, before, files, name: text }
  }
  const found = await findLogFiles([text])
  for (const problem of found.problems) io.warn(problem)
  return { now: window, before: undefined, files: await inOrderOfTime(found.files, year), name: text }
}

/** From midnight to the log's last line. */
async function lastDay({ files, year, io }: Given): Promise<TimeWindow> {
  const nothing = { since: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY }
  const { engine } = await readLogs(files, { classify: () => '', year, window: nothing }, io)
  return { since: Math.floor(engine.latest / daySeconds) * daySeconds, until: engine.latest + 1 }
}
