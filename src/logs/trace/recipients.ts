import type { DelayAccount, DeliveryTry, NextHost, RecipientStatus, TracedRecipient } from './message.ts'
import { foldDomain } from './query.ts'

/** One line that says how it stands with a recipient. */
export interface Outcome {
  readonly address: string
  readonly origTo?: string
  readonly status: RecipientStatus
  readonly relay: string | null
  readonly dsn: string | null
  readonly reply: string | null
  readonly delay: number | null
  /** An attempt at delivery; a refusal is none. */
  readonly isAttempt: boolean
  readonly serial: number
  readonly time: string
  readonly next?: NextHost | null
  /** Postfix's stages of this attempt, and when the queue file arrived after the message did. */
  readonly stages?: AttemptStages
}

export interface AttemptStages {
  readonly before: number
  readonly queueManager: number
  readonly connection: number
  readonly transmission: number
  /** Seconds from the message's arrival to that of the queue file. */
  readonly hops: number
}

interface Known extends TracedRecipient {
  readonly serial: number
  readonly stages: readonly AttemptStages[]
}

const mostTries = 200

/** How it stands with each recipient of one message, line by line. */
export class Recipients {
  readonly #known = new Map<string, Known>()
  readonly #originals = new Map<string, string>()
  /** Attempts on hops that then handed the mail on. */
  readonly #carried = new Map<string, number>()

  add(outcome: Outcome): void {
    const key = foldDomain(outcome.address)
    if (outcome.origTo !== undefined && !this.#originals.has(key)) this.#originals.set(key, outcome.origTo)
    const before = this.#known.get(key)
    const earlier = before?.attempts ?? this.#carried.get(key) ?? 0
    const { address, status, relay, dsn, reply, delay, serial, time } = outcome
    // What is held or refused does not undo a delivery.
    if (before?.status === 'delivered' && !outcome.isAttempt) return
    const attempts = earlier + (outcome.isAttempt ? 1 : 0)
    const stages = [...(before?.stages ?? []), ...(outcome.stages === undefined ? [] : [outcome.stages])]
    const account = accountOf(stages, delay)
    const next = outcome.next ?? null
    const tries: DeliveryTry[] = [...(before?.tries ?? []).slice(-mostTries), { time, status, relay, reply }]
    const fields = { address, origTo: null, status, relay, dsn, reply, delay, attempts, tries, account, next }
    this.#known.set(key, { ...fields, serial, stages })
  }

  /** The mail for this address went to the next queue file: what becomes of it is told there. */
  handOn(address: string, origTo: string | undefined, serial: number): void {
    const key = foldDomain(address)
    if (origTo !== undefined && !this.#originals.has(key)) this.#originals.set(key, origTo)
    const before = this.#known.get(key)
    if (before?.serial !== serial) return
    this.#carried.set(key, before.attempts)
    this.#known.delete(key)
  }

  expire(): void {
    for (const [key, recipient] of this.#known) {
      if (recipient.status === 'deferred') this.#known.set(key, { ...recipient, status: 'expired' })
    }
  }

  list(): TracedRecipient[] {
    return [...this.#known].map(([key, { serial: _serial, stages: _stages, ...recipient }]) => ({
      ...recipient,
      origTo: this.#originals.get(key) ?? null,
    }))
  }
}

/** What is neither arrival nor attempt was waiting. Postfix rounds each stage, so nothing may be below 0. */
function accountOf(stages: readonly AttemptStages[], delay: number | null): DelayAccount | null {
  const first = stages[0]
  const last = stages.at(-1)
  if (first === undefined || last === undefined || delay === null) return null
  const sum = (name: 'queueManager' | 'connection' | 'transmission'): number =>
    hundredths(stages.reduce((all, stage) => all + stage[name], 0))
  const parts = {
    filters: hundredths(Math.max(0, last.hops)),
    reception: first.before,
    queueManager: sum('queueManager'),
    connection: sum('connection'),
    transmission: sum('transmission'),
  }
  const told = Object.values(parts).reduce((all, part) => all + part, 0)
  return { ...parts, waiting: stages.length > 1 ? hundredths(Math.max(0, delay - told)) : 0 }
}

/** Rounded, as the logs write seconds. */
export function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
