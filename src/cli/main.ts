import { Command, CommanderError, Option } from 'commander'
import {
  type CommandFile,
  type ExitCode,
  exit,
  InputError,
  type OptionFile,
  type OptionValues,
  UsageError,
} from './command-file.ts'
import { commands } from './commands.ts'
import { type Io, systemIo } from './io.ts'
import { version } from './version.ts'

/** How long a daemon may take to end well. */
const patienceMilliseconds = 5_000

process.exitCode = await main(process.argv.slice(2))
// Nothing is under way any more: the system takes the memory back faster than V8 gives it piece by piece.
process.once('beforeExit', () => process.exit())

async function main(args: readonly string[]): Promise<ExitCode> {
  const interruption = new AbortController()
  const io = systemIo(interruption.signal)
  let running: CommandFile | undefined
  endOnSignal(interruption, io, () => running?.endsItself === true)
  endOnClosedPipe()
  let code: ExitCode = exit.fine
  const program = describeProgram(async (file, given, options) => {
    running = file
    code = await file.run(given, options, io)
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    code = explainFailure(error, io, args)
  }
  io.progress('')
  return code
}

type Run = (file: CommandFile, given: readonly string[], options: OptionValues) => Promise<void>

function describeProgram(run: Run): Command {
  const program = new Command('mailmedic')
    .description(
      'Names the root cause when an e-mail server is ill: with evidence, the fix, and how to verify it.',
    )
    .version(version, '-V, --version')
    .helpOption('-h, --help')
    .option('--debug', 'print stack traces of internal errors')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, 'mailmedic:')) })
    .showHelpAfterError('Run with --help to see what is possible.')
    .exitOverride()
  program.addHelpText(
    'after',
    '\nExamples:\n  $ mailmedic check\n  $ mailmedic demo\n  $ mailmedic check --help',
  )
  for (const command of commands) describeCommand(program, command, run)
  return program
}

function describeCommand(program: Command, file: CommandFile, run: Run): void {
  const command = program.command(file.name).description(file.summary).exitOverride()
  for (const [name, description] of file.arguments ?? []) command.argument(name, description)
  for (const option of file.options) command.addOption(describeOption(option))
  const examples = file.examples.map(([what, line]) => `  # ${what}\n  $ ${line}`).join('\n')
  command.addHelpText('after', `\nExamples:\n${examples}`)
  command.action(async (...received: unknown[]) => {
    const given = received
      .slice(0, -2)
      .flat()
      .filter((value): value is string => typeof value === 'string')
    await run(file, given, command.optsWithGlobals())
  })
}

function describeOption({ flags, description, choices, default: initial, repeatable }: OptionFile): Option {
  const option = new Option(flags, description)
  if (choices !== undefined) option.choices([...choices])
  if (initial !== undefined) option.default(initial)
  if (repeatable)
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
  return option
}

/** Wrong usage and unreadable input are the person's to mend; anything else is our bug, and said so. */
function explainFailure(error: unknown, io: Io, args: readonly string[]): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage
  if (error instanceof UsageError) {
    io.warn(error.message)
    return exit.usage
  }
  if (error instanceof InputError || (error instanceof Error && error.name === 'CaptureError')) {
    io.warn(error.message)
    return exit.unreadable
  }
  io.warn(`internal error: ${String(error)} (please report it; --debug shows where)`)
  if (args.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return exit.internal
}

/** Ctrl-C: what is under way is told to end; what does not end at once is left behind. */
function endOnSignal(interruption: AbortController, io: Io, endsItself: () => boolean): void {
  const end = () => process.exit(exit.interrupted)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interruption.abort()
      io.progress('')
      if (endsItself()) setTimeout(end, patienceMilliseconds).unref()
      else end()
    })
  }
}

/** `mailmedic … | head`: a reader that has seen enough is no error. */
function endOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exit.fine)
    throw error
  })
}
