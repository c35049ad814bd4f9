import { glob, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type FilePosition, FollowedFile, type FollowedPiece } from './followed-file.ts'
import { isMailLogName } from './log-files.ts'
import { findProgram, RunningProgram } from './program.ts'
import { WholeLines } from './whole-lines.ts'

/** Milliseconds between two looks at logs that grow. */
const shortestPause = 70
/** Whether a path leads to another file now is asked less often: the old one is read to its end anyway. */
const looksForAnother = 200
/** New files of a directory or a pattern; milliseconds. */
const looksForNew = 2_000
const mostFiles = 64
/** Of a log that appears later all is new. */
const nothingOf: FilePosition = { device: -1, inode: -1, offset: 0 }
const journalctlFolders = ['/usr/bin', '/bin']
/** Milliseconds; setTimeout knows no longer time: 24 days. */
const longestTimer = 2 ** 31 - 1
/** Set aside by rotation or by hand: `.1`, `-20260101`, `.gz`; nobody writes to them. */
const setAside = /(?:\.\d{1,4}|[.-]\d{6,14}|\.(?:gz|zst|xz|bz2|old|bak|save))$/

export interface FollowOptions {
  /** Ends the following. */
  readonly signal: AbortSignal
  /** How much of each file that is there already is given out at first. */
  readonly lastBytes: number
  /** How far a file was read before; where it is not known, what is there already is not new. */
  readonly resumeAt?: (path: string) => FilePosition | undefined
  /** Milliseconds between two looks at logs that are silent: where nobody waits for each line. Default: 70. */
  readonly longestPause?: number
}

/**
 * Follows logs until `signal`: files, directories (the mail logs in them), patterns with `*`; files that
 * appear later too. Looks 14 times a second at most, so that it works on any file system and wakes no more
 * often the faster the log grows; `null` marks that all has been given out that was there at the start.
 */
export async function* followFiles(
  paths: readonly string[],
  { signal, lastBytes, resumeAt, longestPause = shortestPause }: FollowOptions,
): AsyncGenerator<FollowedPiece | null> {
  const files = new Map<string, FollowedFile>()
  const pause = pauses(signal)
  const isTimeForNew = every(looksForNew)
  const isTimeForAnother = every(looksForAnother)
  let milliseconds = shortestPause
  let isFirst = true
  const newFile = (path: string) =>
    isFirst ? new FollowedFile(path, lastBytes, resumeAt?.(path)) : new FollowedFile(path, 0, nothingOf)
  try {
    while (!signal.aborted) {
      if (isTimeForNew()) {
        for (const path of await pathsOf(paths)) {
          if (!files.has(path) && files.size < mostFiles) files.set(path, newFile(path))
        }
      }
      const lookAtPaths = isTimeForAnother()
      milliseconds = Math.min(milliseconds * 2, longestPause)
      for (const file of files.values()) {
        const pieces = await file.poll(Date.now(), lookAtPaths)
        if (pieces.length > 0) milliseconds = shortestPause
        yield* pieces
        const { path, place } = file
        const hasPlace = pieces.some((piece) => piece.kind === 'lines' && piece.isPast !== true)
        if (isFirst && !hasPlace && place !== undefined) yield { kind: 'place', path, readTo: place }
      }
      if (isFirst) yield null
      isFirst = false
      await pause(milliseconds)
    }
  } finally {
    for (const file of files.values()) await file.close()
  }
}

/** Waits that `signal` cuts short; one listener for all of them. */
function pauses(signal: AbortSignal): (milliseconds: number) => Promise<void> {
  let wake = () => {}
  signal.addEventListener('abort', () => wake(), { once: true })
  return (milliseconds) =>
    new Promise((resolve) => {
      wake = resolve
      setTimeout(resolve, milliseconds)
    })
}

/** True when it is asked first, and then once in so many milliseconds. */
function every(milliseconds: number): () => boolean {
  let dueAt = 0
  return () => {
    const now = performance.now()
    if (now < dueAt) return false
    dueAt = now + milliseconds
    return true
  }
}

/** A path that is there or not stays as it is; a directory or a pattern is what it leads to now. */
async function pathsOf(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const path of paths) {
    if (/[*?[{]/.test(path)) {
      for await (const name of glob(path)) if (!setAside.test(name)) found.add(name)
      continue
    }
    const isDirectory = (await stat(path).catch(() => undefined))?.isDirectory() === true
    if (!isDirectory) found.add(path)
    else {
      const names = await readdir(path).catch(() => [])
      for (const name of names) if (isMailLogName(name) && !setAside.test(name)) found.add(join(path, name))
    }
  }
  return [...found].sort()
}

/**
 * Follows what another program writes, until it ends or `signal`: standard input, or `journalctl -f`. It has
 * no past that it could give out first: `null` comes at once.
 */
export async function* followStream(
  path: string,
  stream: Readable,
  signal: AbortSignal,
): AsyncGenerator<FollowedPiece | null> {
  yield null
  const lines = new WholeLines()
  signal.addEventListener('abort', () => stream.destroy(), { once: true })
  try {
    for await (const block of stream) {
      const bytes = lines.push(Buffer.isBuffer(block) ? block : Buffer.from(String(block)))
      if (bytes !== undefined) yield { kind: 'lines', path, bytes }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  const bytes = lines.end()
  if (bytes !== undefined) yield { kind: 'lines', path, bytes }
}

/**
 * The journal as it grows; undefined where there is no journalctl. `after`: microseconds since 1970 UTC of
 * the last entry that was read before; what came since is given out first.
 */
export async function followJournal(
  signal: AbortSignal,
  after?: number,
  folders: readonly string[] = journalctlFolders,
): Promise<AsyncGenerator<FollowedPiece | null> | undefined> {
  const path = await findProgram('journalctl', folders)
  if (path === undefined) return undefined
  // @seconds, with a fraction: systemd.time(7).
  const begin =
    after === undefined ? ['-n', '0'] : [`--since=@${((after + 1) / 1e6).toFixed(6)}`, '--no-tail']
  const journal = new RunningProgram(
    {
      path,
      arguments: ['--no-pager', '-o', 'short-iso-precise', ...begin, '-f'],
      environment: { LC_ALL: 'C' },
    },
    longestTimer,
  )
  signal.addEventListener('abort', () => journal.end({ how: 'closed' }), { once: true })
  return followStream('journalctl', journal.stdout, signal)
}
