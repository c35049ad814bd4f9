import type { Readable } from 'node:stream'
import { type Reason, unknown } from '../answer.ts'
import type { ProgramEnd } from './program.ts'

const keptBytes = 1 << 16
/** How tools say that it takes root: nft, postqueue, doveconf, journalctl without the group adm. */
const permissionWords =
  /permission denied|operation not permitted|insufficient permission|must be (?:run as )?root|superuser|not seeing messages from other users/i

/** Collects what a pipe gives, up to a limit; beyond it, the rest is dropped, or somebody is told. */
export class Collected {
  readonly #chunks: Buffer[] = []
  length = 0

  constructor(pipe: Readable, limitBytes: number = keptBytes, onOverflow: () => void = () => {}) {
    pipe.on('data', (chunk: Buffer) => {
      const room = limitBytes - this.length
      if (room > 0) this.#chunks.push(chunk.subarray(0, room))
      this.length += Math.min(chunk.length, Math.max(room, 0))
      if (chunk.length > room) onOverflow()
    })
    // An error on the pipe shows in how the program ends.
    pipe.on('error', () => {})
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }
}

/** How a command ended, and what it complained about. */
export interface RunOutcome {
  readonly line: string
  readonly end: ProgramEnd
  readonly stderr: string
}

/**
 * Why what a command printed cannot be relied on; undefined: it can. An exit code other than 0 is an
 * observation, unless it was only that we are not root: `isRoot` is passed in by tests.
 */
export function reasonOfEnd(
  { line, end, stderr }: RunOutcome,
  hasOutput: boolean,
  isRoot = process.getuid?.() === 0,
): Reason | undefined {
  switch (end.how) {
    case 'timeout':
      return unknown('timeout', `${line}: did not end in time and was stopped`).because
    case 'too-big':
      return unknown('too-big', `${line}: printed too much and was stopped`).because
    case 'signal':
      return unknown('failed', `${line}: was killed by ${end.signal}`).because
    case 'error':
      return unknown('failed', `${line}: could not be started: ${end.error.message}`).because
    case 'closed':
      return undefined
    case 'exit':
      return lacksPermission(end.exitCode, stderr, hasOutput) && !isRoot
        ? unknown('no-permission', `${line}: ${firstLine(stderr)}`, 'run as root').because
        : undefined
  }
}

function lacksPermission(exitCode: number, stderr: string, hasOutput: boolean): boolean {
  if (!permissionWords.test(stderr)) return false
  // df complains about one mount point and prints the others; journalctl hides others' messages with exit 0.
  return stderr.includes('not seeing messages') || (exitCode !== 0 && !hasOutput)
}

export function firstLine(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').slice(0, 300)
}
