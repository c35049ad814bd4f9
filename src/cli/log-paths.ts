import { findLogFiles, type LogFile } from '../access/host/log-files.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { textOf } from './options.ts'
import type { OwnLogs } from './own-logs.ts'
import { inOrderOfTime } from './read-logs.ts'

/** The logs that the command line names, or those of this host, in order of time. Problems are said. */
export async function logFilesOf(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<LogFile[]> {
  const found = paths.length > 0 ? await findLogFiles(paths) : await logsOfHost(options, io)
  for (const problem of found.problems) io.warn(problem)
  return inOrderOfTime(found.files, yearOf(options))
}

/** The logs of this host, or of the one in `--root`; says which they are, and why they. */
export async function logsOfHost(options: OptionValues, io: Io): Promise<OwnLogs> {
  const [{ openWorld }, { ownLogs }] = await Promise.all([import('./open-world.ts'), import('./own-logs.ts')])
  const root = textOf(options, 'root')
  const { host } = await openWorld(root === undefined ? {} : { root })
  const own = await ownLogs(host, Date.now(), root)
  for (const chosen of own.chosen) io.warn(`reading ${chosen}`)
  return own
}

export function yearOf(options: OptionValues): number | undefined {
  const text = textOf(options, 'year')
  if (text === undefined) return undefined
  const year = Number(text)
  if (!Number.isInteger(year) || year < 1970 || year > 2200)
    throw new UsageError('--year wants a year such as 2026')
  return year
}
