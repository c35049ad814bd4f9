import { type LogTotals, totalsOf } from '../logs/engine/log-totals.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { logFilesOf, yearOf } from './log-paths.ts'
import { reasonOf } from './log-reasons.ts'
import { textOf } from './options.ts'
import { readLogs } from './read-logs.ts'

/** Reads the logs and prints their totals. False where something could not be read. */
export async function runLogs(paths: readonly string[], options: OptionValues, io: Io): Promise<boolean> {
  const top = Number(textOf(options, 'top') ?? 10)
  if (!Number.isInteger(top) || top < 1 || top > 100_000)
    throw new UsageError('--top wants a whole number from 1 on')
  const files = await logFilesOf(paths, options, io)
  if (files.length === 0) return false
  const { engine, problems } = await readLogs(files, { classify: reasonOf, year: yearOf(options) }, io)
  for (const problem of problems) io.warn(problem)
  io.print(await rendered(totalsOf(engine, top), textOf(options, 'format'), io))
  return problems.length === 0
}

/** Only the renderer that is wanted is loaded. */
async function rendered(totals: LogTotals, format: string | undefined, io: Io): Promise<string> {
  if (format === 'json') return (await import('../report/logs-json.ts')).logsJson(totals)
  if (format === 'csv') return (await import('../report/logs-csv.ts')).logsCsv(totals)
  if (format === 'html') return (await import('../report/html/logs.ts')).logsHtml(totals)
  return (await import('../report/terminal/logs.ts')).logsText(totals, io)
}
