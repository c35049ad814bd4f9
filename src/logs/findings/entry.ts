import type { Evidence } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { Line } from '../engine/line.ts'
import type { EngineProgram } from '../engine/programs.ts'
import { queueIdLength } from '../engine/queue-id.ts'
import { keep } from '../text.ts'
import { limits } from './limits.ts'
import type { Counter } from './occurrences.ts'

/**
 * The line that is being read, with its instant and its place. One object serves all lines, so nothing
 * may hold on to it; what is kept of it must be copied (`keep`, `evidence`).
 */
export class Entry {
  line = new Line()
  /** Milliseconds since 1970 UTC. */
  at = 0
  /** Path, or `journalctl`. */
  where = ''
  /** False where the reader jumped into the middle of a big file: its line numbers are not known. */
  isNumbered = true
  /** What this line added to, as far as a repetition of it would be another event. */
  readonly counted: Counter[] = []

  get program(): EngineProgram {
    return this.line.program
  }

  /** How many events the line stands for ("message repeated 3 times"). */
  get weight(): number {
    return this.line.weight
  }

  begin(line: Line, at: number): void {
    this.line = line
    this.at = at
    if (this.counted.length > 0) this.counted.length = 0
  }

  /** Lines with a queue ID that syslog folded are the same event, written again. */
  countedBy(counter: Counter): void {
    const { bytes, body, end } = this.line
    if (queueIdLength(bytes, body, end) === 0) this.counted.push(counter)
  }

  /** The whole line, verbatim, without the priority of a remote syslog. */
  evidence(): Evidence {
    const { bytes, start, end, stampStart, number } = this.line
    const from = bytes[start] === 60 && stampStart - start < 6 ? stampStart : start
    const text = keep(bytes.toString('latin1', from, Math.min(end, from + limits.exampleLength)))
    const at = isoTime(this.at)
    if (this.where === 'journalctl') return { kind: 'log', where: `journalctl ${at}`, text, at }
    return { kind: 'log', where: this.isNumbered ? `${this.where}:${number}` : this.where, text, at }
  }
}
