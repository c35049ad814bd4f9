import { hourly } from './hours.ts'
import type { JourneySink } from './journey-sink.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'
import type { Template } from './reasons.ts'

/** Counts mail that was refused. */
export class CountedRefusals {
  readonly #journeys: Journeys
  readonly #cells: Int32Array
  readonly #sink: JourneySink | undefined
  /** Form of the last refusal without a queue ID that was read here; its line and number are cells. */
  #last: Template | undefined

  constructor(journeys: Journeys, memory: EngineMemory, sink: JourneySink | undefined) {
    this.#journeys = journeys
    this.#cells = memory.integers(0, layout.cellCount)
    this.#cells[layout.refusedLineCell] = -1
    this.#sink = sink
  }

  /** `by`: what refused it: `smtpd at RCPT`, `milter`. */
  add(line: Line, start: number, end: number, by = line.program.daemon, key = 0): void {
    this.#journeys.counters.rejected += line.weight
    this.#journeys.hours.add(line.hour, hourly.rejected, line.weight)
    this.#sink?.notAccepted?.(line)
    const { bytes, weight } = line
    const template = this.#journeys.reasons.add('reject', bytes, start, end, weight)
    this.#journeys.figures.policies.refused(by, template, { bytes, start, end, weight }, key)
    // NOQUEUE: with a queue ID, a repeated line is the same event written again.
    if (bytes[line.body] !== 78) return
    this.#cells[layout.refusedLineCell] = line.number
    this.#cells[layout.refusedTemplateCell] = template.number
    this.#last = template
  }

  /** `last message repeated`: a refusal came again, if the line before was one. */
  again({ number, hour }: Line, times: number): void {
    if (this.#cells[layout.refusedLineCell] !== number - 1) return
    this.#journeys.counters.rejected += times
    this.#journeys.hours.add(hour, hourly.rejected, times)
    const known = this.#cells[layout.refusedTemplateCell] ?? 0
    const template = known > 0 ? this.#journeys.reasons.numbered(known) : this.#last
    if (template !== undefined) this.#journeys.reasons.again(template, times)
  }
}
