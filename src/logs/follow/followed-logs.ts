import type { FollowedPiece } from '../../access/host/followed-file.ts'
import { type Conversion, conversionFor } from '../engine/converted.ts'
import { LogEngine } from '../engine/engine.ts'
import type { Classify } from '../engine/reasons.ts'
import type { ZoneOffset } from '../zone.ts'
import type { FollowEvent } from './event.ts'
import { FollowedFigures } from './followed-figures.ts'
import { Follower } from './follower.ts'

/** Pieces of logs as they grow → events: the engine, and what it needs to know of each file. */
export class FollowedLogs {
  readonly #follower: Follower
  readonly #engine: LogEngine
  readonly #conversions = new Map<string, Conversion | undefined>()
  /** What is there at the start is read, not told. */
  #isLive = false
  #unknown = 0
  readonly #strangers = new Set<string>()

  /** `year`: of time stamps that have none. */
  constructor(classify: Classify, year?: number) {
    this.#follower = new Follower(classify)
    const sink = this.#follower
    this.#engine = new LogEngine({ classify, year, sink, listener: sink })
    this.#engine.beginInput(Date.now())
  }

  /** From now on what happens is counted too; local time stamps are of `zone`. */
  countIn(zone: ZoneOffset): FollowedFigures {
    this.#follower.figures = new FollowedFigures(zone, () => this.#engine.journeys.counters)
    return this.#follower.figures
  }

  get isLive(): boolean {
    return this.#isLive
  }

  lines(): { total: number; unknown: number } {
    const { lines, understood } = this.#engine
    return { total: lines, unknown: lines - understood }
  }

  /** All has been read that was there at the start. */
  live(): void {
    this.#newStrangers()
    this.#follower.flush()
    this.#isLive = true
  }

  /** What happened, by lines that are new; lines that were read before only tell what is under way. */
  take({ path, bytes, isPast = false }: Extract<FollowedPiece, { kind: 'lines' }>): FollowEvent[] {
    const isSilent = isPast || !this.#isLive
    this.#follower.figures?.begin(Date.now(), isSilent)
    this.#engine.push(this.#converted(path, bytes))
    const strangers = this.#newStrangers()
    if (!isSilent) for (const { program, text } of strangers) this.#follower.stranger(program, text)
    const events = this.#follower.flush()
    this.#follower.figures?.end()
    return isSilent ? [] : events
  }

  /** What the last line began and no further line has ended. */
  rest(): FollowEvent[] {
    return this.#isLive ? this.#follower.flush() : []
  }

  /** Each file may be of another kind: plain lines, the journal's formats, Docker's. */
  #converted(path: string, bytes: Buffer): Buffer {
    if (!this.#conversions.has(path)) this.#conversions.set(path, conversionFor(bytes))
    return this.#conversions.get(path)?.push(bytes) ?? bytes
  }

  /** Forms of lines that nobody knows, each told once. */
  #newStrangers(): { program: string; text: string }[] {
    const { unknown } = this.lines()
    if (unknown === this.#unknown) return []
    this.#unknown = unknown
    const fresh = this.#engine.strangers
      .groups()
      .filter(({ program, template }) => !this.#strangers.has(`${program} ${template}`))
    for (const { program, template } of fresh) this.#strangers.add(`${program} ${template}`)
    return fresh.map(({ program, example }) => ({ program, text: example }))
  }
}
