import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import type { Readable } from 'node:stream'

type Child = ChildProcessByStdio<null, Readable, Readable>

/** How one program is run: no shell, no input, a fixed environment. */
export interface ProgramRequest {
  readonly path: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** How it ended, as seen from outside. `timeout` and `too-big`: we ended it. */
export type ProgramEnd =
  | { readonly how: 'exit'; readonly exitCode: number }
  | { readonly how: 'signal'; readonly signal: string }
  | { readonly how: 'error'; readonly error: Error }
  | { readonly how: 'timeout' | 'too-big' | 'closed' }

/** The first of some folders that has a program of that name which we may execute. */
export async function findProgram(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const path = `${folder}/${name}`
    try {
      await access(path, constants.X_OK)
      return path
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return undefined
}

const running = new Set<RunningProgram>()
// Detached children do not get the terminal's Ctrl-C: they must not outlive us.
process.on('exit', () => {
  for (const program of running) program.end({ how: 'closed' })
})

/**
 * A program in a process group of its own. `ended` settles when it has exited and its output is read, at
 * the latest at the time limit: whether it can be killed (one that waits for a dead disk cannot) or not.
 */
export class RunningProgram {
  readonly ended: Promise<ProgramEnd>
  readonly stdout: Readable
  readonly stderr: Readable
  readonly #child: Child
  readonly #timer: NodeJS.Timeout
  readonly #settle: (end: ProgramEnd) => void
  #isOver = false

  constructor(request: ProgramRequest, timeoutMilliseconds: number) {
    const { promise, resolve } = Promise.withResolvers<ProgramEnd>()
    this.ended = promise
    this.#settle = resolve
    this.#child = spawn(request.path, [...request.arguments], {
      cwd: '/',
      detached: true,
      env: { ...request.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    // The child keeps us alive while it is waited for; an output that nobody reads must not.
    this.#timer = setTimeout(() => this.end({ how: 'timeout' }), timeoutMilliseconds).unref()
    running.add(this)
    this.#child.on('error', (error) => this.end({ how: 'error', error }))
    this.#child.on('close', (exitCode, signal) => this.end(endOf(exitCode, signal)))
  }

  /** Ends it and what it started, unless it is over already. */
  end(end: ProgramEnd) {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    running.delete(this)
    this.#kill()
    this.stdout.destroy()
    this.stderr.destroy()
    this.#child.unref()
    this.#settle(end)
  }

  #kill() {
    const { pid, exitCode, signalCode } = this.#child
    // Once it is reaped, its number may belong to somebody else's process group.
    if (pid === undefined || exitCode !== null || signalCode !== null) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // ESRCH: nothing is left of it.
    }
  }
}

function endOf(exitCode: number | null, signal: NodeJS.Signals | null): ProgramEnd {
  return exitCode === null ? { how: 'signal', signal: signal ?? 'unknown' } : { how: 'exit', exitCode }
}
