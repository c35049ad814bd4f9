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

  constructor(world: World, at: number, size: number, message: MessageTruth | undefined) {
    this.#world = world
    this.#message = message
    this.id = world.queueId()
    this.size = size
    this.arrivedAt = at
    this.at = at
  }

  /** Plans a line `after` milliseconds after the one before. */
  line(after: number, program: string, text: string, effect?: (at: number) => void): void {
    this.at += after
    const at = this.at
    const tag = `postfix/${program}[${this.#world.pid()}]`
    this.#world.schedule.plan(at, `${tag}: ${this.id}: ${text}`, () => effect?.(at))
  }

  queued(sender: string, recipients: number, effect?: (at: number) => void): void {
    this.line(4, 'qmgr', `from=<${sender}>, size=${this.size}, nrcpt=${recipients} (queue active)`, effect)
  }

  removed(): void {
    this.line(2, 'qmgr', 'removed', () => {
      this.#world.truth.open--
    })
    this.#world.free(this.id, this.at)
  }

  /** One attempt: `recipient` is as the log writes it, after the time that the attempt takes. */
  attempt(after: number, attempt: Attempt): void {
    const { program, recipient, relay, status, dsn, reply, originally } = attempt
    const delay = ((this.at + after - this.arrivedAt) / 1000).toFixed(2)
    const to = `to=<${recipient}>, ${originally === undefined ? '' : `orig_to=<${originally}>, `}`
    const text = `${to}relay=${relay}, delay=${delay}, delays=0.04/0.01/0.1/0.2, dsn=${dsn}, status=${status} (${reply})`
    this.line(after, program, text, (at) => this.#happened(at, attempt))
  }

  #happened(at: number, { status, recipient, relay, handOff }: Attempt): void {
    const { truth } = this.#world
    if (handOff === true) return
    if (status === 'sent') truth.delivered(at, this.size, recipient)
    else if (status === 'deferred') truth.deferred(at)
    else truth.bounced(at)
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
}
