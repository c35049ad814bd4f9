import { glob, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { FollowedFile, type FollowedPiece } from './followed-file.ts'
import { isMailLogName } from './log-files.ts'
import { findProgram, RunningProgram } from './program.ts'
import { WholeLines } from './whole-lines.ts'

const pollMilliseconds = 70
/** Whether a path leads to another file now is asked less often: the old one is read to its end anyway. */
const looksForAnother = 3
/** New files of a directory or a pattern. */
const looksForNew = 28
const mostFiles = 64
/** Milliseconds; setTimeout knows no longer time: 24 days. */
const longestTimer = 2 ** 31 - 1
/** Set aside by rotation or by hand: `.1`, `-20260101`, `.gz`; nobody writes to them. */
const setAside = /(?:\.\d{1,4}|[.-]\d{6,14}|\.(?:gz|zst|xz|bz2|old|bak|save))$/

export interface FollowOptions {
  /** Ends the following. */
  readonly signal: AbortSignal
  /** How much of each file that is there already is given out at first. */
  readonly lastBytes: number
}

/**
 * Follows logs until `signal`: files, directories (the mail logs in them), patterns with `*`; files that
 * appear later too. Looks 14 times a second, so that it works on any file system and wakes no more often
 * the faster the log grows; `null` marks that all has been given out that was there at the start.
 */
export async function* followFiles(
  paths: readonly string[],
  { signal, lastBytes }: FollowOptions,
): AsyncGenerator<FollowedPiece | null> {
  const files = new Map<string, FollowedFile>()
  const pause = pauses(signal)
  try {
    for (let round = 0; !signal.aborted; round++) {
      if (round % looksForNew === 0) {
        for (const path of await pathsOf(paths)) {
          if (!files.has(path) && files.size < mostFiles)
            files.set(path, new FollowedFile(path, round === 0 ? lastBytes : Number.MAX_SAFE_INTEGER))
        }
      }
      for (const file of files.values()) yield* await file.poll(Date.now(), round % looksForAnother === 0)
      if (round === 0) yield null
      await pause()
    }
  } finally {
    for (const file of files.values()) await file.close()
  }
}

/** Waits of the same length, cut short by `signal`; one listener for all of them. */
function pauses(signal: AbortSignal): () => Promise<void> {
  let wake = () => {}
  signal.addEventListener('abort', () => wake(), { once: true })
  return () =>
    new Promise((resolve) => {
      wake = resolve
      setTimeout(resolve, pollMilliseconds)
    })
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

/** The journal as it grows, with its last lines first; undefined where there is no journalctl. */
export async function followJournal(
  signal: AbortSignal,
): Promise<AsyncGenerator<FollowedPiece | null> | undefined> {
  const path = await findProgram('journalctl', ['/usr/bin', '/bin'])
  if (path === undefined) return undefined
  const journal = new RunningProgram(
    {
      path,
      arguments: ['--no-pager', '-o', 'short-iso-precise', '-n', '0', '-f'],
      environment: { LC_ALL: 'C' },
    },
    longestTimer,
  )
  signal.addEventListener('abort', () => journal.end({ how: 'closed' }), { once: true })
  return followStream('journalctl', journal.stdout, signal)
}
