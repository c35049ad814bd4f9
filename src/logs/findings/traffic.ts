import type { HourOfTraffic, Traffic } from '../mail-log.ts'
import { limits } from './limits.ts'

export type TrafficKind =
  | 'received'
  | 'submitted'
  | 'sentOut'
  | 'deliveredLocally'
  | 'deferred'
  | 'bounced'
  | 'rejected'

type Hour = { -readonly [K in keyof HourOfTraffic]: number }

/** Counts mail by hour. */
export class TrafficCounter {
  readonly #hours = new Map<number, Hour>()
  readonly #totals = { received: 0, submitted: 0, sentOut: 0, deliveredLocally: 0 }
  readonly #last = { connect: 0, received: 0, submitted: 0, sent: 0 }

  count(kind: TrafficKind, at: number, weight = 1): void {
    const hour = this.#hour(at)
    if (hour !== undefined) hour[kind] += weight
    if (kind === 'deferred' || kind === 'bounced' || kind === 'rejected') return
    this.#totals[kind] += weight
    const last = kind === 'received' || kind === 'submitted' ? kind : 'sent'
    this.#last[last] = Math.max(this.#last[last], at)
  }

  connected(at: number): void {
    if (at > this.#last.connect) this.#last.connect = at
  }

  summary(): Traffic {
    return {
      perHour: [...this.#hours.values()].toSorted((a, b) => a.at - b.at),
      ...this.#totals,
      lastInboundConnectAt: this.#last.connect || undefined,
      lastReceivedAt: this.#last.received || undefined,
      lastSubmittedAt: this.#last.submitted || undefined,
      lastSentAt: this.#last.sent || undefined,
    }
  }

  #hour(at: number): Hour | undefined {
    const start = at - (at % 3_600_000)
    const found = this.#hours.get(start)
    if (found !== undefined || this.#hours.size >= limits.hours) return found
    const hour = {
      at: start,
      received: 0,
      submitted: 0,
      sentOut: 0,
      deliveredLocally: 0,
      deferred: 0,
      bounced: 0,
      rejected: 0,
    } // prettier-ignore
    this.#hours.set(start, hour)
    return hour
  }
}
