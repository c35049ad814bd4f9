import { Random } from './random.ts'
import { Schedule } from './schedule.ts'
import { type MessageTruth, Truth } from './truth.ts'

export interface TrafficOptions {
  readonly seed: number
  /** Share of outgoing messages to servers that do not answer: they stay in the queue. */
  readonly backlog: number
  /** Every how many messages one is remembered whole, for `trace`. */
  readonly sampleEvery: number
}

/** The generated server: its clock, its queue IDs, what it plans to log, and what is true. */
export class World {
  readonly random: Random
  readonly schedule = new Schedule()
  readonly truth = new Truth()
  readonly options: TrafficOptions
  now: number
  #messages = 0
  #deliveries = 0
  #inode = 0x2000
  readonly #freed: { id: string; at: number }[] = []

  constructor(options: TrafficOptions, startsAt: number) {
    this.options = options
    this.random = new Random(options.seed)
    this.now = startsAt
  }

  /** Short IDs are used again once their file is gone: one in fifty here, more often than in life. */
  queueId(): string {
    const oldest = this.#freed[0]
    if (oldest !== undefined && oldest.at < this.now - 2_000 && this.random.chance(0.02)) {
      this.#freed.shift()
      return oldest.id
    }
    this.#inode++
    return (
      (this.random.below(0xf0000) + 0x10000).toString(16).toUpperCase() +
      this.#inode.toString(16).toUpperCase()
    )
  }

  free(id: string, at: number): void {
    if (this.#freed.length < 1_000) this.#freed.push({ id, at })
  }

  /** A message's own truth, where it is one of the sample. */
  sample(messageId: string): MessageTruth | undefined {
    const number = this.#messages++
    if (number % this.options.sampleEvery !== 0) return undefined
    const message = { messageId, queueIds: [], recipients: new Map() }
    this.truth.sampled.set(number, message)
    return message
  }

  /** A process of smtp(8) serves one delivery at a time: none is used by two. */
  smtpPid(): number {
    this.#deliveries++
    return 10_000 + (this.#deliveries % 20_000)
  }

  pid(): number {
    return 1_000 + this.random.below(400)
  }
}
