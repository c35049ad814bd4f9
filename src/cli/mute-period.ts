import { repetitionSchema } from '../watch/alerts/maintenance.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import { textOf } from './options.ts'

/** When nobody is told. Milliseconds since 1970 UTC. */
export interface MutePeriod {
  readonly fromAt: number
  /** Missing: until somebody ends it; only of what holds again and again. */
  readonly untilAt: number | undefined
  /** As the store keeps it: it holds again and again. */
  readonly repeats?: string
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
 * next outage. With `--every` and `--at` it holds again and again. Throws `UsageError`.
 */
export function mutePeriodOf(options: OptionValues, now: number): MutePeriod {
  const [span, from, until] = [textOf(options, 'for'), textOf(options, 'from'), textOf(options, 'until')]
  const repeats = repeatsOf(options)
  if (repeats !== undefined && span === undefined && until === undefined)
    return { fromAt: from === undefined ? now : instantOf(from), untilAt: undefined, repeats }
  if ((span === undefined) === (until === undefined))
    throw new UsageError('until when? Give either --for 2h or --until "2026-03-03 06:00"')
  const fromAt = from === undefined ? now : instantOf(from)
  const untilAt = until === undefined ? fromAt + spanOf(span ?? '') : instantOf(until)
  if (untilAt <= Math.max(fromAt, now))
    throw new UsageError('the end must be later than the beginning and now')
  if (repeats !== undefined) return { fromAt, untilAt, repeats }
  if (untilAt - fromAt > longest) throw new UsageError('a mute lasts at most a year')
  return { fromAt, untilAt }
}

function repeatsOf(options: OptionValues): string | undefined {
  const [every, at, zone] = [textOf(options, 'every'), textOf(options, 'at'), textOf(options, 'zone')]
  if (every === undefined) {
    if (at !== undefined || zone !== undefined) throw new UsageError('--at and --zone belong to --every')
    return undefined
  }
  const [, from, until] = /^(\d\d:\d\d)\s*-\s*(\d\d:\d\d)$/.exec(at ?? '') ?? []
  if (from === undefined) throw new UsageError('--every needs --at 02:00-04:00')
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const parsed = repetitionSchema.safeParse({ on: daysOf(every), from, until, zone: zone ?? here })
  if (parsed.success) return JSON.stringify(parsed.data)
  throw new UsageError(`--every, --at, --zone: ${parsed.error.issues[0]?.message}`)
}

/** `day`, `sunday`, `saturday sunday`, `2nd tuesday`, `last friday`; unchecked. */
function daysOf(text: string): unknown {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  if (words.length === 1 && words[0] === 'day') return { every: 'day' }
  const nth = /^(?:([1-4])(?:st|nd|rd|th)|last)$/.exec(words[0] ?? '')
  if (nth === null) return { every: 'week', days: words }
  return { every: 'month', nth: nth[1] === undefined ? 'last' : Number(nth[1]), day: words[1] }
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
