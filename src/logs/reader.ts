import { DovecotLines } from './dovecot.ts'
import type { LogEntry } from './entry.ts'
import { FilterLines } from './filters.ts'
import { ProgramTable } from './header.ts'
import { limits } from './limits.ts'
import { LineCutter } from './lines.ts'
import type { InputOutcome, LogInput } from './log-input.ts'
import { LostLines } from './lost.ts'
import type { LogSourceSummary, MailLog } from './mail-log.ts'
import { PostfixLines } from './postfix.ts'
import { SourcePass } from './source-pass.ts'
import { Summary } from './summary.ts'
import { SystemLines } from './system.ts'
import type { ZoneOffset } from './zone.ts'

export interface ReaderOptions {
  /** Lines before it do not count; milliseconds since 1970 UTC. */
  readonly from: number
  readonly now: number
  /** Of the host, for time stamps without zone. */
  readonly zone: ZoneOffset
}

/** Reads streams of log lines into one `MailLog`: one pass, bounded memory, never throws on content. */
export class MailLogReader {
  readonly #options: ReaderOptions
  readonly #summary = new Summary()
  readonly #lost = new LostLines()
  readonly #programs = new ProgramTable()
  readonly #postfix = new PostfixLines(this.#summary)
  readonly #dovecot = new DovecotLines(this.#summary)
  readonly #system = new SystemLines(this.#summary)
  readonly #filters = new FilterLines(this.#summary)
  readonly #sources: LogSourceSummary[] = []
  #notUnderstood = 0
  #bytes = 0

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  async read(input: LogInput): Promise<InputOutcome> {
    const dispatch = (entry: LogEntry) => this.#dispatch(entry)
    const pass = new SourcePass(input, { ...this.#options, programs: this.#programs, dispatch })
    const incomplete = await this.#readBlocks(input, pass)
    this.#notUnderstood += pass.notUnderstood
    const outcome = pass.outcome(incomplete)
    const { spans: _spans, beginsAt: _beginsAt, ...summary } = outcome
    this.#sources.push(summary)
    return outcome
  }

  /** Returns why it did not read to the end, if it did not. */
  async #readBlocks(input: LogInput, pass: SourcePass): Promise<string | undefined> {
    const cutter = new LineCutter((line) => pass.line(line))
    try {
      for await (const block of input.blocks) {
        this.#bytes += block.byteLength
        pass.bytes += block.byteLength
        cutter.push(block)
        if (this.#bytes > limits.totalBytes) return 'the logs of this day are too big to be read whole'
      }
      cutter.end()
      return input.blocks.cutShort?.text
    } catch (error) {
      return `reading stopped: ${String(error)}`
    }
  }

  #dispatch(entry: LogEntry): void {
    const { family } = entry.program
    if (family === 'postfix') this.#postfix.read(entry)
    else if (family === 'dovecot') this.#dovecot.read(entry)
    else if (family === 'kernel') this.#system.kernel(entry)
    else if (family === 'systemd') this.#system.systemd(entry)
    else if (family === 'filter') this.#filters.read(entry)
    else if (family === 'syslog') this.#lost.read(entry)
  }

  summary(): MailLog {
    const { deliveries, rejects, messages, logins, tls, traffic, timeline } = this.#summary
    const sources = this.#sources
    return {
      coverage: {
        from: this.#options.from,
        to: this.#options.now,
        firstLineAt: least(sources.map((source) => source.firstLineAt)),
        lastLineAt: greatest(sources.map((source) => source.lastLineAt)),
        sources,
        lines: sources.reduce((sum, source) => sum + source.lines, 0),
        bytes: this.#bytes,
        linesNotUnderstood: this.#notUnderstood,
        lost: this.#lost.groups(),
      },
      deliveries: deliveries.failures(),
      accepted: deliveries.accepted(),
      connectFailures: deliveries.connectFailures(),
      rejects: rejects.groups(),
      messages: messages.groups(),
      logins: logins.summary(),
      tlsFailures: tls.groups(),
      traffic: traffic.summary(),
      timeline: timeline.events(),
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
