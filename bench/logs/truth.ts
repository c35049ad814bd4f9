/** What really happened in a generated log: known while it is written, never read from it. */
export class Truth {
  readonly totals = {
    received: 0,
    delivered: 0,
    deferredMessages: 0,
    deferredEvents: 0,
    bounced: 0,
    rejected: 0,
    expired: 0,
    held: 0,
    discarded: 0,
    bytesReceived: 0,
    bytesDelivered: 0,
  }
  readonly senders = new Map<string, number>()
  readonly recipients = new Map<string, number>()
  readonly saslUsers = new Map<string, number>()
  readonly perHour = new Map<string, HourTruth>()
  readonly sampled = new Map<number, MessageTruth>()
  lines = 0
  /** Messages that have not left the queue when the log ends. */
  open = 0

  hour(at: number): HourTruth {
    const key = new Date(at).toISOString().slice(0, 13)
    let hour = this.perHour.get(key)
    if (hour === undefined) {
      hour = { received: 0, delivered: 0, deferred: 0, bounced: 0, rejected: 0 }
      this.perHour.set(key, hour)
    }
    return hour
  }

  received(at: number, size: number, sender: string, user: string | undefined): void {
    this.totals.received++
    this.totals.bytesReceived += size
    this.hour(at).received++
    if (sender !== '') add(this.senders, sender)
    if (user !== undefined) add(this.saslUsers, user)
  }

  delivered(at: number, size: number, recipient: string): void {
    this.totals.delivered++
    this.totals.bytesDelivered += size
    this.hour(at).delivered++
    add(this.recipients, recipient)
  }

  deferred(at: number): void {
    this.totals.deferredEvents++
    this.hour(at).deferred++
  }

  bounced(at: number): void {
    this.totals.bounced++
    this.hour(at).bounced++
  }

  rejected(at: number): void {
    this.totals.rejected++
    this.hour(at).rejected++
  }
}

export interface HourTruth {
  received: number
  delivered: number
  deferred: number
  bounced: number
  rejected: number
}

/** What `trace` must tell about one message. */
export interface MessageTruth {
  readonly messageId: string
  readonly queueIds: string[]
  readonly recipients: Map<string, RecipientTruth>
}

export interface RecipientTruth {
  status: string
  relay: string
  attempts: number
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
