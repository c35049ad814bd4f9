import type { LogFile } from '../access/host/log-files.ts'
import { type LogTotals, totalsOf } from '../logs/engine/log-totals.ts'
import type { TimeWindow } from '../logs/engine/time-window.ts'
import { type Comparison, compare } from '../logs/figures/comparison.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import { type ComparedPeriods, comparedPeriods } from './compared-period.ts'
import type { Io } from './io.ts'
import { logFilesOf, yearOf } from './log-paths.ts'
import { reasonOf } from './log-reasons.ts'
import { wallClock, windowOf } from './log-window.ts'
import { languageOf, textOf } from './options.ts'
import { readLogs } from './read-logs.ts'
import { readableTwice } from './readable-twice.ts'

/** Lists of this length hold all: what fell out of a shorter one must not look new. */
const wholeList = 20_000

/** Reads the logs and prints their totals. False where something could not be read. */
export async function runLogs(paths: readonly string[], options: OptionValues, io: Io): Promise<boolean> {
  const read = await readTotals(paths, options, io)
  if (read === undefined) return false
  io.print(await rendered(read, options, io))
  return read.isWhole
}

export interface TotalsRead {
  readonly totals: LogTotals
  readonly comparison: Comparison | undefined
  /** Nothing was unreadable. */
  readonly isWhole: boolean
}

/** Reads the logs that the options ask for. Undefined where there are none: said already. Throws `UsageError`. */
export async function readTotals(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<TotalsRead | undefined> {
  const top = Number(textOf(options, 'top') ?? 10)
  if (!Number.isInteger(top) || top < 1 || top > 100_000)
    throw new UsageError('--top wants a whole number from 1 on')
  const now = wallClock(Date.now())
  const window = windowOf(options, now)
  const year = yearOf(options)
  const files = await logFilesOf(paths, options, io)
  if (files.length === 0) return undefined
  const reading = { year, io }
  const wanted = textOf(options, 'compare')
  if (wanted === undefined) {
    const { totals, isWhole } = await totalsIn(files, window, { ...reading, tops: [top] })
    return { totals: totals[0], comparison: undefined, isWhole }
  }
  const again = await Promise.all(files.map(readableTwice))
  const periods = await comparedPeriods(wanted, { files: again, window, year, now, io })
  return comparedTotals(again, periods, { ...reading, top })
}

interface Reading {
  readonly year: number | undefined
  readonly io: Io
}

/** Totals with lists of each of the lengths `tops`. */
async function totalsIn(
  files: readonly LogFile[],
  window: TimeWindow | undefined,
  { year, io, tops }: Reading & { readonly tops: readonly [number, ...number[]] },
): Promise<{ totals: readonly [LogTotals, ...LogTotals[]]; isWhole: boolean }> {
  const { engine, problems } = await readLogs(files, { classify: reasonOf, year, window }, io)
  for (const problem of problems) io.warn(problem)
  const [first, ...others] = tops
  const totals = [totalsOf(engine, first), ...others.map((top) => totalsOf(engine, top))] as const
  return { totals, isWhole: problems.length === 0 }
}

async function comparedTotals(
  files: readonly LogFile[],
  periods: ComparedPeriods,
  { top, ...reading }: Reading & { readonly top: number },
): Promise<TotalsRead> {
  const before = await totalsIn(periods.files, periods.before, { ...reading, tops: [wholeList] })
  const now = await totalsIn(files, periods.now, { ...reading, tops: [top, wholeList] })
  const [shown, whole = shown] = now.totals
  const isWhole = now.isWhole && before.isWhole && periods.files.length > 0
  if (before.totals[0].lines.total > 0)
    return { totals: shown, comparison: compare(whole, before.totals[0], periods.name), isWhole }
  // No line is no reading of nothing: everything would look new.
  const note = `nothing to compare with: these logs have no line of ${periods.name}`
  return { totals: { ...shown, notes: [...shown.notes, note] }, comparison: undefined, isWhole }
}

/** Only the renderer that is wanted is loaded. */
async function rendered({ totals, comparison }: TotalsRead, options: OptionValues, io: Io): Promise<string> {
  const format = textOf(options, 'format')
  if (format === 'json') return (await import('../report/logs-json.ts')).logsJson(totals, comparison)
  if (format === 'csv') return (await import('../report/logs-csv.ts')).logsCsv(totals, comparison)
  const language = languageOf(options, io)
  const reasonTitle = (await import('./reason-titles.ts')).reasonTitlesIn(language)
  if (format === 'html')
    return (await import('../report/html/logs.ts')).logsHtml(totals, comparison, language, reasonTitle)
  const { width, colour } = io
  const { logsText } = await import('../report/terminal/logs.ts')
  return logsText(totals, { width, colour, language, reasonTitle }, comparison)
}
