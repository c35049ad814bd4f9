import { LogEngine } from '../engine/engine.ts'
import type { LogSourceSummary } from '../log-coverage.ts'
import type { MailLog } from '../mail-log.ts'
import { limits } from './limits.ts'
import type { InputOutcome, LogInput } from './log-input.ts'
import { MailLogListener, type WindowOptions } from './mail-log-listener.ts'
import type { SourceSpan } from './source-span.ts'

const newline = 10

/** Reads streams of log lines into one `MailLog`: one pass of the engine, bounded memory, never throws on content. */
export class MailLogReader {
  readonly #options: WindowOptions
  readonly #listener: MailLogListener
  readonly #engine: LogEngine
  readonly #sources: LogSourceSummary[] = []
  #notUnderstood = 0

  constructor(options: WindowOptions) {
    this.#options = options
    this.#listener = new MailLogListener(options)
    // Reasons are given to groups of attempts by `explain`, later: here nobody asks for them.
    const room = { openFiles: limits.openFiles, names: limits.names }
    this.#engine = new LogEngine({ classify: () => '', listener: this.#listener, room })
  }

  async read(input: LogInput): Promise<InputOutcome> {
    const span = this.#listener.beginInput(input)
    this.#engine.beginInput(input.modifiedAt)
    const incomplete = await this.#readBlocks(input, span)
    this.#engine.endInput()
    this.#notUnderstood += span.notUnderstood
    const outcome = span.outcome(incomplete)
    const { spans: _spans, beginsAt: _beginsAt, ...summary } = outcome
    this.#sources.push(summary)
    return outcome
  }

  /** Returns why it did not read to the end, if it did not. */
  async #readBlocks(input: LogInput, span: SourceSpan): Promise<string | undefined> {
    let skipping = input.fromMiddle === true
    try {
      for await (const block of input.blocks) {
        span.bytes += block.byteLength
        const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength)
        const start = skipping ? bytes.indexOf(newline) + 1 : 0
        if (skipping && start === 0) continue
        skipping = false
        this.#engine.push(start === 0 ? bytes : bytes.subarray(start))
        if (this.#engine.bytes > limits.totalBytes) return 'the logs of this day are too big to be read whole'
      }
      return input.blocks.cutShort?.text
    } catch (error) {
      return `reading stopped: ${String(error)}`
    }
  }

  summary(): MailLog {
    const sources = this.#sources
    return {
      coverage: {
        from: this.#options.from,
        to: this.#options.now,
        firstLineAt: least(sources.map((source) => source.firstLineAt)),
        lastLineAt: greatest(sources.map((source) => source.lastLineAt)),
        sources,
        lines: sources.reduce((sum, source) => sum + source.lines, 0),
        bytes: sources.reduce((sum, source) => sum + source.bytes, 0),
        linesNotUnderstood: this.#notUnderstood,
        lost: this.#listener.lost(),
      },
      ...this.#listener.findings(),
    }
  }
}

function least(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function greatest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}
