import type { LogFile } from '../access/host/log-files.ts'
import { acrossHosts, type HostStory } from '../logs/trace/across-hosts.ts'
import { Candidates } from '../logs/trace/candidates.ts'
import { Collected } from '../logs/trace/collected.ts'
import { areSeveralHosts, hostStory, sameMessageId } from '../logs/trace/host-story.ts'
import {
  type RecipientStatus,
  recipientStatuses,
  type TracedMessage,
  type TraceResult,
} from '../logs/trace/message.ts'
import { fits, fitsRefusal, isQuery, isWithin, needlesOf, type TraceQuery } from '../logs/trace/query.ts'
import type { SeenHere } from '../report/seen-here.ts'
import { type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { logFilesOf, yearOf } from './log-paths.ts'
import { wallClock, windowOf } from './log-window.ts'
import { languageOf, textOf } from './options.ts'
import { readLogs } from './read-logs.ts'
import { readableTwice } from './readable-twice.ts'

/** Finds messages and prints their stories. */
export async function runTrace(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<'found' | 'nothing' | 'unreadable'> {
  const limit = Number(textOf(options, 'limit') ?? 5)
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit wants a whole number from 1 on')
  const result = await findTraced(paths, options, io)
  if (result === undefined) return 'unreadable'
  const { meaningIn } = await import('./reply-meaning.ts')
  const language = languageOf(options, io)
  const meaning = meaningIn(language)
  const here = await lookHere(result, paths, options, { io, limit, language })
  if (textOf(options, 'format') === 'json') {
    io.print((await import('../report/trace-json.ts')).traceJson(result, meaning, here))
  } else {
    const { traceText } = await import('../report/terminal/trace.ts')
    const { width, colour } = io
    const withLines = options['verbose'] === true
    io.print(traceText(result, { width, colour, limit, withLines, language, here }, meaning))
  }
  return result.messages.length + result.refusals.length > 0 ? 'found' : 'nothing'
}

/** With `--here`, and by itself where the logs are those of the host that it runs on. */
async function lookHere(
  result: TraceResult,
  paths: readonly string[],
  options: OptionValues,
  { io, limit, language }: { readonly io: Io; readonly limit: number; readonly language: 'en' | 'zh' },
): Promise<SeenHere> {
  const isHere = paths.length === 0 && textOf(options, 'root') === undefined
  const isWanted = options['here'] === true || (options['here'] === undefined && isHere)
  if (!isWanted) return new Map()
  const [{ seenHere }, { openWorld }] = await Promise.all([
    import('./trace-here.ts'),
    import('./open-world.ts'),
  ])
  io.progress('looking from here …')
  const seen = await seenHere(result, await openWorld(options), { limit, language })
  io.progress('')
  return seen
}

/** The messages that the options ask for; undefined where there is no log. Throws `UsageError`. */
export async function findTraced(
  paths: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<TraceResult | undefined> {
  const query = queryOf(options, wallClock(Date.now()))
  if (!isQuery(query))
    throw new UsageError(
      'say which message: --message-id, --queue-id, --from, --to, --subject, --client, --user, --status or --since',
    )
  const files = await Promise.all((await logFilesOf(paths, options, io)).map(readableTwice))
  return files.length === 0 ? undefined : traceMessages(files, query, { year: yearOf(options), io })
}

interface Search {
  readonly year: number | undefined
  readonly io: Io
}

/** Two passes: which queue files are meant, then their lines; two more where another host may tell more. */
export async function traceMessages(
  files: readonly LogFile[],
  query: TraceQuery,
  { year, io }: Search,
): Promise<TraceResult> {
  const candidates = new Candidates(needlesOf(query), ({ second }) => isWithin(second, query))
  const first = await readLogs(files, { classify: () => '', year, sink: candidates }, io)
  for (const problem of first.problems) io.warn(problem)
  const { periods } = first.engine
  const collect = async (serials: ReadonlyMap<number, number>): Promise<Collected> => {
    const collected = new Collected(serials, (refusal) => fitsRefusal(refusal, query))
    await readLogs(files, { classify: () => '', year, sink: collected }, io, (file, index) => {
      collected.file = file.path
      collected.yearsWrong = periods[index]?.yearsWrong ?? 0
    })
    return collected
  }
  const wanted = candidates.wanted()
  const own = await collect(wanted)
  if (own.cut) io.warn('too many lines fit: only the first 200,000 are told; ask for less')
  const told = own.messages().map(hostStory)
  const paths = files.map(({ path }) => path)
  if (!areSeveralHosts(candidates.hosts, paths))
    return { messages: fitting(told, query, wanted), refusals: own.refusals }
  const kin = sameMessageId(new Set(told.flatMap(({ message }) => message.messageId || [])))
  await readLogs(files, { classify: () => '', year, sink: kin }, io)
  const both = new Map([...wanted, ...kin.wanted()])
  const all = both.size === wanted.size ? own : await collect(both)
  const stories = all === own || all.cut ? told : all.messages().map(hostStory)
  return { messages: fitting(stories, query, wanted), refusals: own.refusals }
}

/** Whole journeys, of which some part was asked for. */
function fitting(
  stories: readonly HostStory[],
  query: TraceQuery,
  wanted: ReadonlyMap<number, number>,
): TracedMessage[] {
  return acrossHosts(stories)
    .filter(({ parts }) => parts.some(({ serial }) => wanted.has(serial)))
    .filter(({ message, parts }) => {
      const told = parts.map((part) => part.message)
      return fits(message, query, told)
    })
    .map(({ message }) => message)
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
