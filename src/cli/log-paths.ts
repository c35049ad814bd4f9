import { type FoundLogs, findLogFiles, type LogFile } from '../access/host/log-files.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { textOf } from './options.ts'
import { inOrderOfTime } from './read-logs.ts'

/** Where mail logs are on the systems that people run; the first that exists is the one. */
const usualPlaces = [
  ['/var/log/mail.log*'],
  ['/var/log/maillog*'],
  ['/var/log/exim4/mainlog*', '/var/log/exim/main.log*', '/var/log/exim/mainlog*'],
  ['/var/log/syslog*', '/var/log/messages*'],
]

/** The logs that the command line names, or those of this host, in order of time. Problems are said. */
export async function logFilesOf(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<LogFile[]> {
  const found = paths.length > 0 ? await findLogFiles(paths) : await ownLogs()
  for (const problem of found.problems) io.warn(problem)
  return inOrderOfTime(found.files, yearOf(options))
}

async function ownLogs(): Promise<FoundLogs> {
  for (const places of usualPlaces) {
    const found = await findLogFiles(places)
    if (found.files.length > 0) return { files: found.files, problems: [] }
  }
  return {
    files: [],
    problems: ['found no mail log on this host: name one, or pipe in `journalctl -o export`'],
  }
}

export function yearOf(options: OptionValues): number | undefined {
  const text = textOf(options, 'year')
  if (text === undefined) return undefined
  const year = Number(text)
  if (!Number.isInteger(year) || year < 1970 || year > 2200)
    throw new UsageError('--year wants a year such as 2026')
  return year
}
