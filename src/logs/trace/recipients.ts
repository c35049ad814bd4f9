import type { RecipientStatus, TracedRecipient } from './message.ts'

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
}

interface Known extends TracedRecipient {
  readonly serial: number
}

/** How it stands with each recipient of one message, line by line. */
export class Recipients {
  readonly #known = new Map<string, Known>()
  readonly #originals = new Map<string, string>()
  /** Attempts on hops that then handed the mail on. */
  readonly #carried = new Map<string, number>()

  add(outcome: Outcome): void {
    const key = folded(outcome.address)
    if (outcome.origTo !== undefined && !this.#originals.has(key)) this.#originals.set(key, outcome.origTo)
    const before = this.#known.get(key)
    const earlier = before?.attempts ?? this.#carried.get(key) ?? 0
    const { address, status, relay, dsn, reply, delay, serial } = outcome
    // What is held or refused does not undo a delivery.
    if (before?.status === 'delivered' && !outcome.isAttempt) return
    const attempts = earlier + (outcome.isAttempt ? 1 : 0)
    this.#known.set(key, { address, origTo: null, status, relay, dsn, reply, delay, attempts, serial })
  }

  /** The mail for this address went to the next queue file: what becomes of it is told there. */
  handOn(address: string, origTo: string | undefined, serial: number): void {
    const key = folded(address)
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
    return [...this.#known].map(([key, { serial: _serial, ...recipient }]) => ({
      ...recipient,
      origTo: this.#originals.get(key) ?? null,
    }))
  }
}

function folded(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}
