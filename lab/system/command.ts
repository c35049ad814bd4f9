import { spawn } from 'node:child_process'

/** What a finished command left behind. */
export interface Output {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How a command is run: its standard input, its time limit, more environment. */
export interface RunOptions {
  readonly input?: string
  readonly timeoutSeconds?: number
  readonly env?: Readonly<Record<string, string>>
}

const DEFAULT_TIMEOUT_SECONDS = 120

/** Runs a command to its end. A non-zero exit is an answer; a time-out gives code 124. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
  const [program = '', ...rest] = argv
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { env: { ...process.env, ...options.env } })
    const out: Buffer[] = []
    const err: Buffer[] = []
    let late = false
    const timer = setTimeout(
      () => {
        late = true
        child.kill('SIGKILL')
      },
      (options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    )
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes))
    child.stdin.on('error', () => undefined) // the command may end before it has read everything
    child.stdin.end(options.input ?? '')
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      const stdout = Buffer.concat(out).toString()
      resolve({ code: late ? 124 : (code ?? 137), stdout, stderr: Buffer.concat(err).toString() })
    })
  })
}

/** A command of the lab's own housekeeping failed: the lab cannot go on. */
export class CommandError extends Error {
  constructor(argv: readonly string[], output: Output) {
    const shown = argv.join(' ').slice(0, 300)
    super(`${shown}\n  exit ${output.code}: ${(output.stderr || output.stdout).trim().slice(-2000)}`)
  }
}

/** Runs a command that has to succeed and returns its standard output. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const output = await run(argv, options)
  if (output.code !== 0) throw new CommandError(argv, output)
  return output.stdout
}

/** Runs a shell script that has to succeed, stopping at the first failing line. */
export function mustShell(script: string, options: RunOptions = {}): Promise<string> {
  return must(['bash', '-euo', 'pipefail', '-s'], { ...options, input: script })
}
