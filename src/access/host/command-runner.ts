import { type Answer, type Evidence, known, type Reason, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import { Limiter } from '../limiter.ts'
import { CommandBlocks } from './command-blocks.ts'
import {
  type CommandOutput,
  type CommandSpecification,
  commandLine,
  type NamedCommand,
  refusedArgument,
  specificationOf,
} from './commands.ts'
import type { BlockRange, BlockStream } from './host.ts'
import { redactPrivateKeys } from './private-key-redaction.ts'
import { findProgram, type ProgramEnd, RunningProgram } from './program.ts'
import { Collected, type RunOutcome, reasonOfEnd } from './run-outcome.ts'

const parallelCommands = 8
const excerptCharacters = 500

export interface RunnerOptions {
  readonly clock: Clock
  /** Where programs are looked for, in this order. */
  readonly searchFolders: readonly string[]
  /** Shortens the time limits of `commands.ts`. */
  readonly timeoutMilliseconds?: number
}

/** Runs the named commands on this machine, at most 8 at once. */
export class CommandRunner {
  readonly #options: RunnerOptions
  readonly #commands = new Limiter(parallelCommands)

  constructor(options: RunnerOptions) {
    this.#options = options
  }

  /** Runs a command to its end. More output than `commands.ts` allows: `unknown` (too-big). */
  async run(command: NamedCommand): Promise<Answer<CommandOutput>> {
    return this.#commands.run(async () => {
      const started = await this.#start(command)
      if ('because' in started) return started
      const { limitBytes } = specificationOf(command)
      const stdout = new Collected(started.stdout, limitBytes, () => started.end({ how: 'too-big' }))
      const stderr = new Collected(started.stderr)
      const outcome = outcomeOf(command, await started.ended, stderr)
      const because = reasonOfEnd(outcome, stdout.length > 0)
      if (because !== undefined) return { status: 'unknown', because }
      return this.#output(command, outcome, stdout)
    })
  }

  /** Starts a command and hands out its output as it comes; it is stopped at its time limit. */
  async readBlocks(command: NamedCommand, range: BlockRange = {}): Promise<Answer<BlockStream>> {
    if (range.startByte) return unknown('malformed', `${commandLine(command)}: has no byte to start from`)
    const { promise, resolve } = Promise.withResolvers<Answer<BlockStream>>()
    // The turn lasts until the command is over, the answer is there when its first output is.
    void this.#commands.run(async () => {
      const started = await this.#start(command)
      if ('because' in started) return resolve(started)
      const stderr = new Collected(started.stderr)
      const outcome = started.ended.then((end) => outcomeOf(command, end, stderr))
      const blocks = new CommandBlocks(started, outcome, limitOf(command, range))
      const because = await blocks.begin()
      resolve(
        because === undefined ? known(blocks, this.#evidence(command, '')) : { status: 'unknown', because },
      )
      await started.ended
    })
    return promise
  }

  async #start(command: NamedCommand): Promise<RunningProgram | { status: 'unknown'; because: Reason }> {
    const refused = refusedArgument(command)
    if (refused !== undefined) return unknown('refused', refused)
    const specification = specificationOf(command)
    const { searchFolders } = this.#options
    const path = await findProgram(specification.program, searchFolders)
    if (path === undefined) {
      return unknown(
        'tool-missing',
        `${specification.program} is not installed (looked in ${searchFolders.join(', ')})`,
      )
    }
    const request = {
      path,
      arguments: [...specification.arguments, ...(command.arguments ?? [])],
      environment: environmentWith(searchFolders),
    }
    try {
      return new RunningProgram(request, this.#timeoutOf(specification))
    } catch (error) {
      return unknown('failed', `${commandLine(command)}: could not be started: ${String(error)}`)
    }
  }

  #timeoutOf({ timeoutMilliseconds }: CommandSpecification): number {
    return Math.min(timeoutMilliseconds, this.#options.timeoutMilliseconds ?? timeoutMilliseconds)
  }

  #output(command: NamedCommand, { end, stderr }: RunOutcome, stdout: Collected): Answer<CommandOutput> {
    const exitCode = end.how === 'exit' ? end.exitCode : -1
    const output = { exitCode, stdout: redactPrivateKeys(stdout.bytes()).toString('utf8'), stderr }
    const telling = exitCode !== 0 && stderr.trim() !== '' ? stderr : output.stdout.trim() || stderr
    return known(output, this.#evidence(command, telling))
  }

  #evidence(command: NamedCommand, text: string): Evidence {
    const excerpt = text
      .slice(0, excerptCharacters * 2)
      .trim()
      .slice(0, excerptCharacters)
    return {
      kind: 'command',
      where: commandLine(command),
      text: excerpt,
      at: isoTime(this.#options.clock.now()),
    }
  }
}

function outcomeOf(command: NamedCommand, end: ProgramEnd, stderr: Collected): RunOutcome {
  return { line: commandLine(command), end, stderr: redactPrivateKeys(stderr.bytes()).toString('utf8') }
}

/** The range's limit is what the caller wants; the table's is what he can get. */
function limitOf(command: NamedCommand, { limitBytes = Number.POSITIVE_INFINITY }: BlockRange) {
  const allowed = specificationOf(command).limitBytes
  return { limitBytes: Math.min(limitBytes, allowed), isWanted: limitBytes <= allowed }
}

/**
 * Nothing of our own environment: MAIL_CONFIG, LD_PRELOAD and others would change the answers.
 * RES_OPTIONS (resolv.conf(5)): doveconf and rspamadm ask for names while they start, and with a dead
 * resolver would take 10 s to print a configuration (seen in Debian 12); so it is 1 s for each server.
 */
function environmentWith(searchFolders: readonly string[]): Record<string, string> {
  return {
    LC_ALL: 'C',
    TZ: 'UTC',
    PATH: searchFolders.join(':'),
    RES_OPTIONS: 'timeout:1 attempts:1',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}
