import type { TimeWindow } from '../logs/engine/time-window.ts'
import { type OptionFile, type OptionValues, UsageError } from './command-file.ts'
import { textOf } from './options.ts'

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }
const daySeconds = 86_400

export const sinceOption: OptionFile = {
  flags: '--since <time>',
  description: 'only from then on: 2026-03-03, "2026-03-03 14:00", today, yesterday, 2h, 3d (log time)',
}

export const untilOption: OptionFile = { flags: '--until <time>', description: 'only before then' }

/** What `--since` and `--until` say; undefined where neither is given. `now`: as `wallClock`. */
export function windowOf(options: OptionValues, now: number): TimeWindow | undefined {
  const [since, until] = [textOf(options, 'since'), textOf(options, 'until')]
  if (since === undefined && until === undefined) return undefined
  const window = {
    since: since === undefined ? Number.NEGATIVE_INFINITY : timeOf(since, now),
    until: until === undefined ? Number.POSITIVE_INFINITY : timeOf(until, now),
  }
  if (window.since >= window.until) throw new UsageError('--until must be later than --since')
  return window
}

/** Seconds of a time that a person writes, on the log's own clock, as if it were UTC. */
export function timeOf(text: string, now: number): number {
  const midnight = Math.floor(now / daySeconds) * daySeconds
  if (text === 'now') return now
  if (text === 'today') return midnight
  if (text === 'yesterday') return midnight - daySeconds
  const ago = /^(\d{1,6})\s?([smhdw])(?: ago)?$/.exec(text)
  if (ago !== null) return now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0)
  const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d))?)?)?$/.exec(text)
  const [, date, hour = '00', minute = '00', second = '00'] = written ?? []
  const at = Date.parse(`${date}T${hour}:${minute}:${second}Z`) / 1000
  if (written === null || Number.isNaN(at))
    throw new UsageError(`no time: ${text} (give 2026-03-03, "2026-03-03 14:00", today, yesterday, 2h or 3d)`)
  return at
}

/** The time of this host's wall clock as seconds as if it were UTC: logs are written so. */
export function wallClock(milliseconds: number): number {
  return milliseconds / 1000 - new Date(milliseconds).getTimezoneOffset() * 60
}
