import { join } from 'node:path'
import { followFiles, followJournal, followStream } from '../access/host/follow.ts'
import type { FollowedPiece } from '../access/host/followed-file.ts'
import { Calm } from '../logs/follow/calm.ts'
import type { FollowEvent } from '../logs/follow/event.ts'
import { FollowedLogs } from '../logs/follow/followed-logs.ts'
import { Tally } from '../logs/follow/tally.ts'
import { followEndJson, followJson, followStartJson } from '../report/follow-json.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { followText, tallyText, withheldText } from '../report/terminal/follow.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { logsOfHost, yearOf } from './log-paths.ts'
import { reasonOf } from './log-reasons.ts'
import { textOf } from './options.ts'

/** Read silently at first: who sent what is under way. */
const lastBytes = 1 << 20
const tickMilliseconds = 1_000

/** Says what happens to the mail while it happens, until Ctrl-C or the end of standard input. */
export async function runFollow(paths: readonly string[], options: OptionValues, io: Io): Promise<boolean> {
  const format = textOf(options, 'format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError('--follow prints text or json')
  const pieces = await piecesOf(paths, options, io)
  if (pieces === undefined) return false
  const following = new Following(io, format, yearOf(options))
  // Ctrl-C ends the process at once: the last words are said from inside the signal.
  io.interrupted.addEventListener('abort', () => following.end(), { once: true })
  following.begin(paths)
  const clock = setInterval(() => following.tick(), tickMilliseconds)
  for await (const piece of pieces) {
    if (piece === null) following.live()
    else following.take(piece)
  }
  clearInterval(clock)
  following.end()
  return true
}

async function piecesOf(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<AsyncIterable<FollowedPiece | null> | undefined> {
  const signal = io.interrupted
  if (paths.length === 1 && paths[0] === '-') return followStream('-', process.stdin, signal)
  if (paths.includes('-')) throw new UsageError('follow standard input or files, not both')
  const root = textOf(options, 'root')
  const own = paths.length > 0 ? [] : (await logsOfHost(options, io)).paths
  const followed =
    paths.length > 0 ? paths : own.map((path) => (root === undefined ? path : join(root, path)))
  if (followed.length > 0) return followFiles(followed, { signal, lastBytes })
  if (root !== undefined) return undefined
  return followJournal(signal)
}

/** One run of `--follow`: bytes in, words out. */
class Following {
  readonly #io: Io
  readonly #isJson: boolean
  readonly #logs: FollowedLogs
  readonly #calm = new Calm()
  readonly #tally = new Tally()
  readonly #began = performance.now()
  #isOver = false
  #before = { total: 0, unknown: 0 }

  constructor(io: Io, format: 'text' | 'json', year: number | undefined) {
    this.#io = io
    this.#isJson = format === 'json'
    this.#logs = new FollowedLogs(reasonOf, year)
  }

  begin(paths: readonly string[]): void {
    if (this.#isJson) this.#io.print(followStartJson(paths))
  }

  live(): void {
    this.#logs.live()
    this.#before = this.#logs.lines()
  }

  take(piece: FollowedPiece): void {
    if (piece.kind === 'change') this.#changed(piece.path, piece.change)
    else if (piece.kind === 'lines') this.#show(this.#logs.take(piece))
  }

  #changed(path: string, change: keyof typeof changes): void {
    this.#io.warn(`${escapeForTerminal(path)}: ${changes[change]}`)
  }

  #show(events: readonly FollowEvent[]): void {
    for (const event of events) this.#tally.add(event)
    if (this.#isJson) {
      if (events.length > 0) this.#io.print(followJson(events))
      return
    }
    const now = performance.now()
    const shown = events.filter((event) => this.#calm.shows(event, now))
    if (shown.length > 0) this.#io.print(followText(shown, this.#io.colour))
  }

  /** Says what a flood withheld, once it is over. */
  tick(now = performance.now()): void {
    for (const withheld of this.#calm.over(now)) this.#io.print(withheldText(withheld, this.#io.colour))
  }

  /** The last words, once. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#show(this.#logs.rest())
    this.tick(Number.POSITIVE_INFINITY)
    const seconds = Math.round((performance.now() - this.#began) / 1_000)
    const { total, unknown } = this.#logs.lines()
    const lines = { total: total - this.#before.total, unknown: unknown - this.#before.unknown }
    const rows = this.#tally.rows()
    this.#io.print(this.#isJson ? followEndJson(rows, seconds, lines) : tallyText(rows, seconds, lines))
  }
}

const changes = {
  missing: 'is not there; it will be read when it appears',
  appeared: 'is there now',
  replaced: 'is another file now (rotation); read from its beginning',
  truncated: 'was cut (copytruncate); read from its beginning',
  unreadable: 'cannot be read (run as root?); tried again until it can',
} as const
