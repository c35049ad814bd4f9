import type { CheckReport } from '../../src/report/schema.ts'
import type { Examined } from '../../src/watch/watcher.ts'
import { diskFull, reportOf } from './watched-host.ts'

const period = 4_000

/** Ill for the first half of each four seconds, each time of something else. */
export function wrongAt(at: number): Examined {
  const subject = `/disk${Math.floor(at / period)}`
  const report: CheckReport = reportOf(at % period < period / 2 ? [{ ...diskFull, subject }] : [])
  return { report, asked: [diskFull.condition] }
}
