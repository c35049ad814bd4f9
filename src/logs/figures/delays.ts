import type { EngineMemory } from '../engine/memory.ts'
import * as layout from '../engine/memory-layout.ts'
import { Names } from '../engine/names.ts'
import { DelayFields } from './delay-fields.ts'
import { Histograms, mostMilliseconds, type Percentiles } from './histograms.ts'
import { PairCounts } from './pair-counts.ts'

const { mostDestinations, destinationColumns: columns } = layout
/** Seconds of the four stages over all deliveries; then counts. */
const column = { stages: 0, delivered: 4, deferred: 5, bounced: 6, failedMilliseconds: 7 } as const
const total = 4
const handOff = 5

/** One delivery, so that it can be taken back. */
export interface Delivery {
  readonly destination: number
  readonly total: number
  readonly stages: Int32Array | undefined
}

export interface DestinationFigures {
  readonly destination: string
  readonly delivered: number
  readonly deferred: number
  readonly bounced: number
  /** Of the deliveries. */
  readonly delay: Percentiles | undefined
  /** Seconds over all deliveries, by stage: before the queue manager, in it, connecting, sending. */
  readonly stageSeconds: readonly number[]
  /** Seconds of connecting and sending in attempts that failed. */
  readonly failedSeconds: number
  readonly deferralReasons: readonly { readonly reason: string; readonly count: number }[]
}

/**
 * How long deliveries took, over all and by destination (the recipient's domain): what Postfix itself writes
 * on the line, from the queue file's arrival. Bounded: fixed histograms for a bounded number of domains.
 */
export class Delays {
  readonly fields = new DelayFields()
  readonly #domains: Names
  readonly #byDestination: Histograms
  /** Four stages, the total, and hand-offs to filters of this host. */
  readonly #overall: Histograms
  readonly #figures: Float64Array
  readonly #reasons: PairCounts
  readonly #reasonNumbers = new Map<string, number>()
  /** Destination of a recipient's number, plus one. */
  readonly #destinationOf: Int32Array
  #destination = 0
  /** `begin` was called for this line; a dialect that does not call it has no destinations. */
  isBegun = false
  #bytes: Buffer = Buffer.alloc(0)
  #start = 0
  #end = 0

  constructor(memory: EngineMemory) {
    this.#domains = new Names(memory, layout.domainsAt, mostDestinations)
    this.#byDestination = new Histograms(mostDestinations + 1, memory.area(layout.delaysByDestinationAt))
    this.#overall = new Histograms(6, memory.area(layout.overallDelaysAt))
    this.#figures = memory.numbers(layout.destinationsAt, (mostDestinations + 1) * columns)
    this.#reasons = new PairCounts(layout.mostReasonPairs, memory.area(layout.destinationReasonsAt))
    this.#destinationOf = memory.integers(layout.destinationOfAt, layout.mostNames + 16)
  }

  /** The recipient of the line that is read; its domain is the destination. */
  begin(bytes: Buffer, start: number, end: number): void {
    this.isBegun = true
    this.#bytes = bytes
    this.#start = start
    this.#end = end
    this.fields.clear()
  }

  /** For logs that write no times: seconds since the arrival, where that is in this log; else −1. */
  noteTotal(seconds: number): void {
    this.fields.total = seconds < 0 ? -1 : Math.min(seconds * 1000, mostMilliseconds)
  }

  #find(): number {
    const bytes = this.#bytes
    let at = this.#end - 1
    while (at > this.#start && bytes[at] !== 64) at--
    if (bytes[at] !== 64) return 0
    // 0 is any domain too many.
    return this.#domains.id(bytes, at, this.#end) || mostDestinations
  }

  /** `recipient`: its number in `Journeys.recipients`, so that a known one's domain is not looked up again. */
  delivered(recipient: number): void {
    this.isBegun = false
    const known = this.#destinationOf[recipient] as number
    if (known > 0) this.#destination = known - 1
    else {
      this.#destination = this.#find()
      // 0 is any recipient too many.
      if (recipient > 0) this.#destinationOf[recipient] = this.#destination + 1
    }
    this.#count(column.delivered, 1)
    const { total: milliseconds, stages, hasStages } = this.fields
    if (milliseconds < 0) return
    this.#byDestination.add(this.#destination, milliseconds, 1)
    this.#overall.add(total, milliseconds, 1)
    if (hasStages) this.#addStages(this.#destination, stages, 1)
  }

  #addStages(destination: number, stages: Int32Array, amount: number): void {
    const figures = this.#figures
    const at = destination * columns
    for (let stage = 0; stage < 4; stage++) {
      const one = stages[stage] as number
      this.#overall.add(stage, one, amount)
      figures[at + stage] = (figures[at + stage] as number) + one * amount
    }
  }

  /** The mail only went to the next queue file on this host. */
  handedOff(): void {
    this.isBegun = false
    if (this.fields.total >= 0) this.#overall.add(handOff, this.fields.total, 1)
  }

  /** What `delivered` has just counted, to be taken back by `undo`. */
  last(): Delivery {
    const { total: milliseconds, stages, hasStages } = this.fields
    return {
      destination: this.#destination,
      total: milliseconds,
      stages: hasStages ? stages.slice() : undefined,
    }
  }

  /** It was a hand-off after all. */
  undo({ destination, total: milliseconds, stages }: Delivery): void {
    const at = destination * columns + column.delivered
    this.#figures[at] = (this.#figures[at] ?? 0) - 1
    if (milliseconds < 0) return
    this.#byDestination.add(destination, milliseconds, -1)
    this.#overall.add(total, milliseconds, -1)
    if (stages !== undefined) this.#addStages(destination, stages, -1)
    this.#overall.add(handOff, milliseconds, 1)
  }

  deferred(reason: string): void {
    if (!this.isBegun) return
    this.isBegun = false
    this.#destination = this.#find()
    this.#count(column.deferred, 1)
    this.#failed()
    this.#reasons.add(this.#destination, this.reasonNumber(reason), 1)
  }

  /** Of a reason, by which `deferred` counts it. */
  reasonNumber(reason: string): number {
    let number = this.#reasonNumbers.get(reason)
    if (number === undefined) {
      number = this.#reasonNumbers.size
      this.#reasonNumbers.set(reason, number)
    }
    return number
  }

  bounced(): void {
    if (!this.isBegun) return
    this.isBegun = false
    this.#destination = this.#find()
    this.#count(column.bounced, 1)
    this.#failed()
  }

  #failed(): void {
    if (!this.fields.hasStages) return
    const { stages } = this.fields
    this.#count(column.failedMilliseconds, (stages[2] as number) + (stages[3] as number))
  }

  #count(what: number, amount: number): void {
    const at = this.#destination * columns + what
    this.#figures[at] = (this.#figures[at] as number) + amount
  }

  /** Of all deliveries. */
  overall(): DelayFigures {
    return {
      delay: this.#overall.percentiles(total),
      handOff: this.#overall.percentiles(handOff),
      stages: [0, 1, 2, 3].map((stage) => ({
        delay: this.#overall.percentiles(stage),
        seconds: rounded(this.#stageMilliseconds(stage)),
      })),
    }
  }

  #stageMilliseconds(stage: number): number {
    let sum = 0
    for (let at = stage; at < this.#used * columns; at += columns) sum += this.#figures[at] ?? 0
    return sum
  }

  /**
   * The destinations with the most lines, and those with at least `least` deliveries that were slowest.
   * `(none)`: addresses without a domain; `(others)`: those for whom there was no room.
   */
  destinations(top: number, least: number): { largest: DestinationFigures[]; slowest: DestinationFigures[] } {
    const names = ['@(none)', ...this.#domains.first(mostDestinations)]
    names[mostDestinations] = names.length > mostDestinations ? '@(others)' : (names[mostDestinations] ?? '')
    const ids = Array.from({ length: this.#used }, (_, id) => id)
    const volumes = ids.map((id) => this.#volume(id))
    const slowness = ids.map((id) => this.#slowness(id, least))
    const reasons = this.#reasonsByDestination()
    const chosen = (values: readonly number[]): DestinationFigures[] =>
      ids
        .filter((id) => (values[id] ?? 0) > 0)
        .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
        .slice(0, top)
        .map((id) => this.#destinationFigures(id, names[id]?.slice(1) ?? '', reasons.get(id) ?? []))
    return { largest: chosen(volumes), slowest: chosen(slowness) }
  }

  /** Destinations that may have figures. */
  get #used(): number {
    return Math.min(this.#domains.size, mostDestinations) + 1
  }

  #volume(id: number): number {
    const at = id * columns + column.delivered
    return (this.#figures[at] ?? 0) + (this.#figures[at + 1] ?? 0) + (this.#figures[at + 2] ?? 0)
  }

  #slowness(id: number, least: number): number {
    const delivered = this.#figures[id * columns + column.delivered] ?? 0
    return delivered < least ? 0 : this.#byDestination.nineOfTen(id, delivered)
  }

  #destinationFigures(
    id: number,
    destination: string,
    deferralReasons: DestinationFigures['deferralReasons'],
  ): DestinationFigures {
    const own = this.#figures.subarray(id * columns, (id + 1) * columns)
    const [delivered = 0, deferred = 0, bounced = 0] = own.subarray(column.delivered)
    return {
      destination,
      delivered,
      deferred,
      bounced,
      delay: this.#byDestination.percentiles(id),
      stageSeconds: [...own.subarray(0, 4)].map(rounded),
      failedSeconds: rounded(own[column.failedMilliseconds] ?? 0),
      deferralReasons,
    }
  }

  #reasonsByDestination(): Map<number, { reason: string; count: number }[]> {
    const names = [...this.#reasonNumbers.keys()]
    const lists = new Map<number, { reason: string; count: number }[]>()
    for (const { first, second, count } of this.#reasons.entries()) {
      const list = lists.get(first) ?? []
      list.push({ reason: names[second] ?? '', count })
      lists.set(first, list)
    }
    for (const list of lists.values())
      list.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
    return lists
  }
}

export interface DelayFigures {
  readonly delay: Percentiles | undefined
  readonly handOff: Percentiles | undefined
  /** Before the queue manager, in it, connecting, sending. */
  readonly stages: readonly { readonly delay: Percentiles | undefined; readonly seconds: number }[]
}

/** Milliseconds → seconds. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds) / 1000
}
