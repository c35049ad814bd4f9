import { decode } from '../engine/bytes.ts'
import { eximIdLength, eximTextStart } from '../engine/exim-line.ts'
import type { JourneySink } from '../engine/journeys.ts'
import type { Line } from '../engine/line.ts'
import { isoStamp } from '../engine/log-totals.ts'
import { reader } from '../engine/programs.ts'
import { queueIdLength } from '../engine/queue-id.ts'
import type { TraceLine } from './message.ts'

const mostLines = 200_000

/** Second pass: the lines of the wanted queue files, decoded. The engine numbers them as the first time. */
export class Collected implements JourneySink {
  readonly #wanted: ReadonlyMap<number, number>
  readonly #lines: TraceLine[] = []
  /** Set by whoever feeds the engine. */
  file = ''
  yearsWrong = 0
  cut = false

  constructor(wanted: ReadonlyMap<number, number>) {
    this.#wanted = wanted
  }

  line(serial: number, line: Line): void {
    if (!this.#wanted.has(serial)) return
    if (this.#lines.length >= mostLines) this.cut = true
    else this.#lines.push(this.#decoded(serial, line))
  }

  joined(): void {}

  #decoded(serial: number, line: Line): TraceLine {
    const { bytes, body, end, stampStart, stampEnd, second } = line
    const text = decode(bytes, body, end)
    const stamp = bytes.toString('latin1', stampStart, stampEnd)
    const fraction = Number(/\d:\d\d(\.\d{1,9})/.exec(stamp)?.[1] ?? 0)
    const isExim = line.program.reader === reader.exim
    const idStart = isExim ? eximTextStart(text) : 0
    const length = isExim ? eximIdLength(text, idStart) : queueIdLength(bytes, body, end)
    return {
      serial,
      queueId: text.slice(idStart, idStart + length),
      program: line.program.name,
      isExim,
      time: isoStamp(stamp, second, this),
      second: second + fraction,
      text,
      line: line.number,
      file: this.file,
    }
  }

  /** The lines of each message, by its first queue file, in the order in which they were read. */
  messages(): TraceLine[][] {
    const messages = new Map<number, TraceLine[]>()
    for (const line of this.#lines) {
      const first = this.#wanted.get(line.serial) ?? line.serial
      const list = messages.get(first)
      if (list === undefined) messages.set(first, [line])
      else list.push(line)
    }
    return [...messages].sort(([a], [b]) => a - b).map(([, lines]) => lines)
  }
}
