import type { Io } from './io.ts'

/** Exit codes of every command: DESIGN of the output contract, sysexits(3). */
export const exit = {
  fine: 0,
  problem: 1,
  couldNotTell: 2,
  usage: 64,
  unreadable: 66,
  internal: 70,
  interrupted: 130,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]

export interface OptionFile {
  /** As commander reads it: `--format <format>`. */
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  readonly default?: string
  /** May be given several times; the values become a list. */
  readonly repeatable?: true
}

export type OptionValues = Readonly<Record<string, unknown>>

/** One command: data for the help, and what it does. */
export interface CommandFile {
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly (readonly [name: string, description: string])[]
  readonly options: readonly OptionFile[]
  readonly examples: readonly (readonly [what: string, command: string])[]
  /** It ends by itself, and well, when it is interrupted: a daemon. */
  readonly endsItself?: true
  run(args: readonly string[], options: OptionValues, io: Io): Promise<ExitCode>
}

/** What a person must change in the command line. Printed without a stack; exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What was named cannot be read. Printed without a stack; exit code 66. */
export class InputError extends Error {
  override readonly name = 'InputError'
}
