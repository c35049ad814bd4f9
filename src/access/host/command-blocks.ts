import { once } from 'node:events'
import { type Reason, unknown } from '../answer.ts'
import type { BlockStream } from './host.ts'
import type { RunningProgram } from './program.ts'
import { firstLine, type RunOutcome, reasonOfEnd } from './run-outcome.ts'

interface OutputLimit {
  readonly limitBytes: number
  /** The caller asked for no more; else the limit is ours, and more is cut short. */
  readonly isWanted: boolean
}

/** A command's standard output as it comes; the command waits while nobody reads. */
export class CommandBlocks implements BlockStream {
  readonly #program: RunningProgram
  readonly #outcome: Promise<RunOutcome>
  readonly #limit: OutputLimit
  #cutShort: Reason | undefined

  constructor(program: RunningProgram, outcome: Promise<RunOutcome>, limit: OutputLimit) {
    this.#program = program
    this.#outcome = outcome
    this.#limit = limit
  }

  get cutShort(): Reason | undefined {
    return this.#cutShort
  }

  /** Waits for the first output, or for the end without any: then, why there is none. */
  async begin(): Promise<Reason | undefined> {
    const { stdout } = this.#program
    await Promise.race([once(stdout, 'readable'), this.#outcome])
    if (stdout.readableLength > 0) return undefined
    // Reading is what lets a stream without data end.
    stdout.read()
    return reasonOfEnd(await this.#outcome, false)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let left = this.#limit.limitBytes
    let isAtEnd = false
    try {
      // No encoding is set: the chunks are buffers.
      for await (const chunk of this.#program.stdout as AsyncIterable<Buffer>) {
        if (left > 0) yield chunk.subarray(0, left)
        left -= chunk.length
        if (left < 0 || (left === 0 && this.#limit.isWanted)) {
          this.#program.end({ how: this.#limit.isWanted ? 'closed' : 'too-big' })
        }
      }
      isAtEnd = true
    } catch {
      // The pipe was closed, at the time limit or just above; the outcome says why.
    } finally {
      if (!isAtEnd) this.#program.end({ how: 'closed' })
    }
    this.#cutShort = reasonFor(await this.#outcome)
  }
}

function reasonFor(outcome: RunOutcome): Reason | undefined {
  const { end, line, stderr } = outcome
  const because = reasonOfEnd(outcome, true)
  if (because !== undefined || end.how !== 'exit' || end.exitCode === 0) return because
  return unknown('failed', `${line}: ended with exit code ${end.exitCode}: ${firstLine(stderr)}`).because
}
