import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

export interface OwnProcess {
  readonly args: readonly string[]
  readonly signal: AbortSignal
  readonly milliseconds: number
  readonly mostBytes: number
  /** Of JavaScript's heap. */
  readonly megabytes: number
}

export interface OwnAnswer {
  readonly code: number | null
  readonly output: string
  /** What it wrote on standard error, a line each. */
  readonly notes: readonly string[]
}

export type OwnFailure = 'too-slow' | 'too-large' | 'gone'

/** A command of ours was ended before it was done. */
export class OwnProcessError extends Error {
  override readonly name = 'OwnProcessError'
  readonly failure: OwnFailure

  constructor(failure: OwnFailure) {
    super(`the command was ended: ${failure}`)
    this.failure = failure
  }
}

const mostNoteBytes = 65_536

/**
 * Runs a command of this Mailmedic in a process of its own: what is big or hostile blocks nobody, is bounded
 * in time and memory, and yields to the mail server. Rejects with `OwnProcessError`.
 */
export function runOwn({ args, signal, milliseconds, mostBytes, megabytes }: OwnProcess): Promise<OwnAnswer> {
  const program = join(packageFolder, 'bin/mailmedic.js')
  const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing of the service manager's: a child that notified it would speak for the watch.
    env: { ...process.env, NOTIFY_SOCKET: undefined, WATCHDOG_USEC: undefined, WATCHDOG_PID: undefined },
  })
  if (child.pid !== undefined) yieldToOthers(child.pid)
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    const notes: Buffer[] = []
    let size = 0
    let noteSize = 0
    let failure: OwnFailure | undefined
    const end = (why: OwnFailure) => {
      failure ??= why
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end('too-slow'), milliseconds)
    const leave = () => end('gone')
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > mostBytes) end('too-large')
      else output.push(piece)
    })
    child.stderr.on('data', (piece: Buffer) => {
      noteSize += piece.length
      if (noteSize <= mostNoteBytes) notes.push(piece)
    })
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('close', (code) => {
      done()
      if (failure !== undefined) reject(new OwnProcessError(failure))
      else
        resolve({
          code,
          output: Buffer.concat(output).toString(),
          notes: Buffer.concat(notes)
            .toString()
            .split('\n')
            .filter((line) => line !== ''),
        })
    })
  })
}

function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or may not be changed: then it runs as others do.
  }
}
