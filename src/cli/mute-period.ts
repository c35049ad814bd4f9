import { type OptionValues, UsageError } from './command-file.ts'
import { textOf } from './options.ts'

/** When nobody is told. Milliseconds since 1970 UTC. */
export interface MutePeriod {
  readonly fromAt: number
  readonly untilAt: number
}

const minute = 60_000
const units: Readonly<Record<string, number>> = {
  m: minute,
  h: 60 * minute,
  d: 1_440 * minute,
  w: 7 * 1_440 * minute,
}
/** What is silent for longer is forgotten: then it should be mended, or the channel's route changed. */
const longest = 366 * 1_440 * minute

/**
 * `--for 2h` from now (or from `--from`), or `--until`. An end is needed: a mute that nobody ends hides the
 * next outage. Throws `UsageError`.
 */
export function mutePeriodOf(options: OptionValues, now: number): MutePeriod {
  const [span, from, until] = [textOf(options, 'for'), textOf(options, 'from'), textOf(options, 'until')]
  if ((span === undefined) === (until === undefined))
    throw new UsageError('until when? Give either --for 2h or --until "2026-03-03 06:00"')
  const fromAt = from === undefined ? now : instantOf(from)
  const untilAt = until === undefined ? fromAt + spanOf(span ?? '') : instantOf(until)
  if (untilAt <= Math.max(fromAt, now))
    throw new UsageError('the end must be later than the beginning and now')
  if (untilAt - fromAt > longest) throw new UsageError('a mute lasts at most a year')
  return { fromAt, untilAt }
}

function spanOf(text: string): number {
  const [, count, unit = ''] = /^(\d{1,5})\s?([mhdw])$/.exec(text) ?? []
  if (count === undefined) throw new UsageError(`--for ${text}: write it as 30m, 2h, 3d or 1w`)
  return Number(count) * (units[unit] ?? 0)
}

/** Without a zone it is the time of this host's clock on the wall. */
function instantOf(text: string): number {
  const [, date, time = '00:00', zone = ''] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  const at = Date.parse(`${date}T${time}${zone}`)
  if (date === undefined || Number.isNaN(at))
    throw new UsageError(`no time: ${text} (give "2026-03-03 22:00", or 2026-03-03T22:00Z)`)
  return at
}
