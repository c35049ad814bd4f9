import { systemClock } from '../access/clock.ts'
import { unseenHost } from '../access/host/outside.ts'
import { Limiter } from '../access/limiter.ts'
import { askedOnce } from '../access/net/asked-once.ts'
import type { Net } from '../access/net/net.ts'
import { systemNet } from '../access/net/system-net.ts'
import type { ProbeTask } from '../access/task.ts'
import type { Condition } from '../knowledge/condition.ts'
import { buildReport } from '../report/build-report.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { CheckReport } from '../report/schema.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { type ExitCode, exit, InputError, type OptionValues, UsageError } from './command-file.ts'
import { readInput } from './explain-input.ts'
import type { Io } from './io.ts'
import { languageOf, listOf, textOf } from './options.ts'
import { outsideConditions } from './outside-conditions.ts'
import { probedName } from './probe-domain.ts'
import { connectionsPerServer } from './probe-one.ts'
import { trustAnchorsOf } from './probe-task.ts'
import { runCheck } from './run-check.ts'

/** Domains that are looked at side by side, and connections to all servers together. */
const sideBySide = 12
const connections = 48
/** What was asked for one domain helps the next; with each batch it is forgotten, so that memory is bounded. */
const batchSize = 50
const mostDomains = 100_000

/** `mailmedic probe --file LIST` or with several names: one line each, as each is done. */
export async function probeMany(names: readonly string[], options: OptionValues, io: Io): Promise<ExitCode> {
  for (const name of ['save', 'replay', 'mail', 'dkimSelector'])
    if (options[name] !== undefined)
      throw new UsageError('--save, --replay, --mail and --dkim-selector are for one domain')
  const format = textOf(options, 'format')
  if (format === 'html' || format === 'mobileconfig')
    throw new UsageError(`--format ${format} is for one domain`)
  const conditions = outsideConditions(listOf(options, 'only'))
  const anchors = trustAnchorsOf(options)
  const trustAnchors = anchors.length === 0 ? undefined : anchors
  const { domains, refused } = distinct(names)
  for (const message of refused) io.warn(message)
  const resolvers = listOf(options, 'resolver')
  const shared = systemNet({
    connections,
    connectionsPerPeer: connectionsPerServer,
    ...(resolvers.length === 0 ? {} : { resolvers }),
  })
  const verdicts = new Set<CheckReport['verdict']>(refused.length > 0 ? ['could-not-tell'] : [])
  let done = 0
  for (let start = 0; start < domains.length; start += batchSize) {
    const net = askedOnce(shared)
    const limiter = new Limiter(sideBySide)
    const batch = domains.slice(start, start + batchSize).map((domain) =>
      limiter.run(async () => {
        if (io.interrupted.aborted) return
        const task = { domain, selectors: [], trustAnchors }
        const report = await probeIn(net, task, conditions, languageOf(options, io))
        verdicts.add(report.verdict)
        done += 1
        io.print(lineOf(report, options))
        io.progress(`probing … ${done} of ${domains.length}`)
      }),
    )
    await Promise.all(batch)
  }
  io.progress('')
  if (verdicts.has('problem')) return exit.problem
  return verdicts.has('could-not-tell') ? exit.couldNotTell : exit.fine
}

async function probeIn(
  net: Net,
  task: ProbeTask,
  conditions: readonly Condition[],
  language: 'en' | 'zh',
): Promise<CheckReport> {
  const world = { host: unseenHost, net, clock: systemClock, task }
  return buildReport(await runCheck(world, conditions), language)
}

function lineOf(report: CheckReport, options: OptionValues): string {
  if (options['format'] === 'json') return `${JSON.stringify(report)}\n`
  if (options['format'] === 'markdown') return `${renderMarkdown(report, 'en')}\n`
  const seconds = (report.durationMs / 1_000).toFixed(1)
  return `${report.verdict.padEnd(14)}  ${escapeForTerminal(report.because)} (${seconds} s)\n`
}

/** One name a line; blank lines, and what follows a "#", are left out. Throws InputError (unreadable). */
export async function namesIn(path: string): Promise<readonly string[]> {
  const input = await readInput(path)
  if ('failure' in input) throw new InputError(input.failure)
  const lines = new TextDecoder().decode(input.bytes).split('\n', mostDomains)
  const names = lines.map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')
  if (names.length === 0) throw new InputError(`${path} names no domain`)
  return names
}

/** Each domain once; what is none is told, and does not stop the others. */
function distinct(names: readonly string[]): {
  readonly domains: readonly string[]
  readonly refused: readonly string[]
} {
  const domains = new Set<string>()
  const refused: string[] = []
  for (const name of names) {
    try {
      domains.add(probedName(name))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      refused.push(error.message)
    }
  }
  return { domains: [...domains], refused }
}
