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
  /** Of each delivery, as its line says, seconds: the whole, then the four stages. */
  readonly delays: (readonly number[])[] = []
  readonly handOffs: number[] = []
  readonly destinations = new Map<string, DestinationTruth>()
  readonly tls = {
    inbound: { total: 0, encrypted: 0, versions: new Map<string, number>() },
    outbound: { total: 0, encrypted: 0, versions: new Map<string, number>() },
  }
  /** By /24. */
  readonly refusedNetworks = new Map<string, number>()
  readonly failedLoginNetworks = new Map<string, number>()
  readonly clients = new Map<string, number>()
  /** Whole seconds that queue files had been there when they left. */
  readonly queueAges: number[] = []
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

  /** `address`: of the client that was refused. */
  rejected(at: number, address: string): void {
    this.totals.rejected++
    this.hour(at).rejected++
    add(this.refusedNetworks, networkOf(address))
  }

  failedLogin(address: string): void {
    add(this.failedLoginNetworks, networkOf(address))
  }

  destination(recipient: string): DestinationTruth {
    const domain = recipient.slice(recipient.lastIndexOf('@') + 1)
    let known = this.destinations.get(domain)
    if (known === undefined) {
      known = { delivered: 0, deferred: 0, bounced: 0, delays: [] }
      this.destinations.set(domain, known)
    }
    return known
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

export interface DestinationTruth {
  delivered: number
  deferred: number
  bounced: number
  readonly delays: number[]
}

function networkOf(address: string): string {
  return `${address.slice(0, address.lastIndexOf('.'))}.0/24`
}

export function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
