import type { LogFile } from '../access/host/log-files.ts'
import { Candidates } from '../logs/trace/candidates.ts'
import { Collected } from '../logs/trace/collected.ts'
import { eximStory } from '../logs/trace/exim-story.ts'
import type { TracedMessage } from '../logs/trace/message.ts'
import { postfixStory } from '../logs/trace/postfix-story.ts'
import { fits, needleOf, type TraceQuery } from '../logs/trace/query.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { logFilesOf, yearOf } from './log-paths.ts'
import { reasonOf } from './log-reasons.ts'
import { textOf } from './options.ts'
import { readLogs } from './read-logs.ts'

/** Standard input is kept to be read twice. */
const mostKept = 512 << 20

/** Finds messages and prints their stories. */
export async function runTrace(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<'found' | 'nothing' | 'unreadable'> {
  const query = queryOf(options)
  const needle = needleOf(query)
  if (needle === undefined)
    throw new UsageError('say which message: --message-id, --queue-id, --from, --to, --client or --user')
  const files = await Promise.all((await logFilesOf(paths, options, io)).map(readableTwice))
  if (files.length === 0) return 'unreadable'
  const messages = await traceMessages(files, query, { needle, year: yearOf(options), io })
  if (textOf(options, 'format') === 'json') {
    io.print((await import('../report/trace-json.ts')).traceJson(messages))
  } else {
    const { traceText } = await import('../report/terminal/trace.ts')
    io.print(traceText(messages, io, (reply) => reasonOf(reply, 'deferral')))
  }
  return messages.length > 0 ? 'found' : 'nothing'
}

interface Search {
  readonly needle: string
  readonly year: number | undefined
  readonly io: Io
}

/** Two passes: which queue files are meant, then their lines. Memory does not grow with the log. */
export async function traceMessages(
  files: readonly LogFile[],
  query: TraceQuery,
  { needle, year, io }: Search,
): Promise<TracedMessage[]> {
  const candidates = new Candidates(needle)
  const first = await readLogs(files, { classify: () => '', year, sink: candidates }, io)
  for (const problem of first.problems) io.warn(problem)
  const collected = new Collected(candidates.wanted())
  const periods = first.engine.periods
  await readLogs(files, { classify: () => '', year, sink: collected }, io, (file, index) => {
    collected.file = file.path
    collected.yearsWrong = periods[index]?.yearsWrong ?? 0
  })
  if (collected.cut) io.warn('too many lines fit: only the first 200,000 are told; ask for less')
  return collected
    .messages()
    .map((lines) => (lines.some(({ isExim }) => isExim) ? eximStory(lines) : postfixStory(lines)))
    .filter((message) => fits(message, query))
}

function queryOf(options: OptionValues): TraceQuery {
  const names = ['messageId', 'queueId', 'from', 'to', 'client', 'user'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = textOf(options, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

async function readableTwice(file: LogFile): Promise<LogFile> {
  if (file.path !== '-') return file
  const kept: Buffer[] = []
  let bytes = 0
  for await (const block of file.blocks()) {
    bytes += block.length
    if (bytes > mostKept)
      throw new UsageError('standard input is too big to be traced: save it to a file first')
    kept.push(Buffer.from(block))
  }
  return { ...file, blocks: () => blocksOf(kept) }
}

async function* blocksOf(kept: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* kept
}
