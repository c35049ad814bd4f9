import type { MessageTruth } from './truth.ts'
import type { World } from './world.ts'

/** One queue file of Postfix, and the lines that its daemons write about it. */
export class QueueFile {
  readonly id: string
  readonly #world: World
  readonly #message: MessageTruth | undefined
  readonly size: number
  readonly arrivedAt: number
  at: number
  /** A client or pickup(8) brought it: such a line was its first. */
  hasArrival = false
  firstLineAt = 0

  constructor(world: World, at: number, size: number, message: MessageTruth | undefined) {
    this.#world = world
    this.#message = message
    this.id = world.queueId()
    this.size = size
    this.arrivedAt = at
    this.at = at
  }

  /** Plans a line `after` milliseconds after the one before. */
  line(after: number, program: string, text: string, effect?: (at: number) => void, pid?: number): void {
    this.at += after
    const at = this.at
    if (this.firstLineAt === 0) {
      this.firstLineAt = at
      this.hasArrival = /^(?:client|uid)=/.test(text)
    }
    const tag = `postfix/${program}[${pid ?? this.#world.pid()}]`
    this.#world.schedule.plan(at, `${tag}: ${this.id}: ${text}`, () => effect?.(at))
  }

  queued(sender: string, recipients: number, effect?: (at: number) => void): void {
    this.line(4, 'qmgr', `from=<${sender}>, size=${this.size}, nrcpt=${recipients} (queue active)`, effect)
  }

  removed(): void {
    this.line(2, 'qmgr', 'removed', (at) => {
      const { truth } = this.#world
      truth.open--
      if (this.hasArrival) truth.queueAges.push(Math.floor(at / 1000) - Math.floor(this.firstLineAt / 1000))
    })
    this.#world.free(this.id, this.at)
  }

  /** One attempt: `recipient` is as the log writes it, after the time that the attempt takes. */
  attempt(after: number, attempt: Attempt): void {
    const { program, recipient, relay, status, dsn, reply, originally } = attempt
    const times = timesOf((this.at + after - this.arrivedAt) / 1000, after / 1000)
    const [delay, ...stages] = times.map(written)
    const to = `to=<${recipient}>, ${originally === undefined ? '' : `orig_to=<${originally}>, `}`
    const text = `${to}relay=${relay}, delay=${delay}, delays=${stages.join('/')}, dsn=${dsn}, status=${status} (${reply})`
    this.line(
      after,
      program,
      text,
      (at) => this.#happened(at, attempt, times.map(written).map(Number)),
      attempt.pid,
    )
  }

  #happened(at: number, attempt: Attempt, times: readonly number[]): void {
    const { status, recipient, relay, handOff } = attempt
    const { truth } = this.#world
    if (handOff === true) {
      truth.handOffs.push(times[0] ?? 0)
      return
    }
    const destination = truth.destination(recipient)
    if (status === 'sent') {
      truth.delivered(at, this.size, recipient)
      truth.delays.push(times)
      destination.delivered++
      destination.delays.push(times[0] ?? 0)
      if (attempt.encrypted !== undefined) {
        truth.tls.outbound.total++
        if (attempt.encrypted) truth.tls.outbound.encrypted++
      }
    } else if (status === 'deferred') {
      truth.deferred(at)
      destination.deferred++
    } else {
      truth.bounced(at)
      destination.bounced++
    }
    if (this.#message === undefined) return
    const known = this.#message.recipients.get(recipient)
    const outcome = status === 'sent' ? 'delivered' : status
    this.#message.recipients.set(recipient, { status: outcome, relay, attempts: (known?.attempts ?? 0) + 1 })
  }

  /** This file is one of the message's own, from now on. */
  belongs(): void {
    this.#message?.queueIds.push(this.id)
  }
}

export interface Attempt {
  readonly program: string
  readonly recipient: string
  readonly relay: string
  readonly status: 'sent' | 'deferred' | 'bounced'
  readonly dsn: string
  readonly reply: string
  readonly originally?: string
  readonly handOff?: true
  readonly pid?: number
  /** Over SMTP to another host: whether the connection was. */
  readonly encrypted?: boolean
}

/** The whole, and the four stages: it arrived, the queue manager had it, it was connected, it was sent. */
function timesOf(delay: number, attempt: number): number[] {
  const [queueManager, connection, transmission] = [attempt * 0.05, attempt * 0.55, attempt * 0.4]
  return [delay, Math.max(0, delay - attempt), queueManager, connection, transmission]
}

/** As Postfix writes it: two digits, none beyond hundredths (log_adhoc.c). */
function written(seconds: number): string {
  if (seconds < 1) return String(Number(seconds.toFixed(2)))
  return String(Number(seconds.toPrecision(2)))
}
