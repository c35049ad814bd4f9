import type { LogFile } from '../access/host/log-files.ts'
import { Candidates } from '../logs/trace/candidates.ts'
import { chained } from '../logs/trace/chains.ts'
import { Collected } from '../logs/trace/collected.ts'
import { eximStory } from '../logs/trace/exim-story.ts'
import { type RecipientStatus, recipientStatuses, type TraceResult } from '../logs/trace/message.ts'
import { opensmtpdStory } from '../logs/trace/opensmtpd-story.ts'
import { postfixStory } from '../logs/trace/postfix-story.ts'
import { fits, fitsRefusal, isQuery, isWithin, needlesOf, type TraceQuery } from '../logs/trace/query.ts'
import { sendmailStory } from '../logs/trace/sendmail-story.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { logFilesOf, yearOf } from './log-paths.ts'
import { wallClock, windowOf } from './log-window.ts'
import { textOf } from './options.ts'
import { readLogs } from './read-logs.ts'
import { readableTwice } from './readable-twice.ts'

/** Finds messages and prints their stories. */
export async function runTrace(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<'found' | 'nothing' | 'unreadable'> {
  const query = queryOf(options, wallClock(Date.now()))
  if (!isQuery(query))
    throw new UsageError(
      'say which message: --message-id, --queue-id, --from, --to, --subject, --client, --user, --status or --since',
    )
  const limit = Number(textOf(options, 'limit') ?? 5)
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit wants a whole number from 1 on')
  const files = await Promise.all((await logFilesOf(paths, options, io)).map(readableTwice))
  if (files.length === 0) return 'unreadable'
  const result = await traceMessages(files, query, { year: yearOf(options), io })
  const { meaningIn } = await import('./reply-meaning.ts')
  const meaning = meaningIn('en')
  if (textOf(options, 'format') === 'json') {
    io.print((await import('../report/trace-json.ts')).traceJson(result, meaning))
  } else {
    const { traceText } = await import('../report/terminal/trace.ts')
    const { width, colour } = io
    io.print(traceText(result, { width, colour, limit, withLines: options['verbose'] === true }, meaning))
  }
  return result.messages.length + result.refusals.length > 0 ? 'found' : 'nothing'
}

const stories = { postfix: postfixStory, exim: eximStory, opensmtpd: opensmtpdStory, sendmail: sendmailStory }

interface Search {
  readonly year: number | undefined
  readonly io: Io
}

/** Two passes: which queue files are meant, then their lines. Memory does not grow with the log. */
export async function traceMessages(
  files: readonly LogFile[],
  query: TraceQuery,
  { year, io }: Search,
): Promise<TraceResult> {
  const candidates = new Candidates(needlesOf(query), (second) => isWithin(second, query))
  const first = await readLogs(files, { classify: () => '', year, sink: candidates }, io)
  for (const problem of first.problems) io.warn(problem)
  const collected = new Collected(candidates.wanted(), (refusal) => fitsRefusal(refusal, query))
  const periods = first.engine.periods
  await readLogs(files, { classify: () => '', year, sink: collected }, io, (file, index) => {
    collected.file = file.path
    collected.yearsWrong = periods[index]?.yearsWrong ?? 0
  })
  if (collected.cut) io.warn('too many lines fit: only the first 200,000 are told; ask for less')
  const messages = collected
    .messages()
    .map((lines) => stories[lines.find(({ isCompanion }) => !isCompanion)?.dialect ?? 'postfix'](lines))
    .filter((message) => fits(message, query))
  return { messages: chained(messages), refusals: collected.refusals }
}

function queryOf(options: OptionValues, now: number): TraceQuery {
  const names = ['messageId', 'queueId', 'from', 'to', 'subject', 'client', 'user'] as const
  const texts = names.flatMap((name) => {
    const value = textOf(options, name)
    return value === undefined ? [] : [[name, value]]
  })
  const window = windowOf(options, now)
  return { ...Object.fromEntries(texts), statuses: statusesOf(options), ...(window ?? {}) }
}

function statusesOf(options: OptionValues): RecipientStatus[] {
  const wanted = textOf(options, 'status')?.split(',') ?? []
  return wanted.map((name) => {
    const status = recipientStatuses.find((one) => one === name.trim())
    if (status === undefined)
      throw new UsageError(`--status ${name}: there are ${recipientStatuses.join(', ')}`)
    return status
  })
}
