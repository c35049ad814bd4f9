/** The totals of `logs`, in the words of the JSON contract. */
export interface Counters {
  received: number
  delivered: number
  deferredMessages: number
  deferredEvents: number
  bounced: number
  rejected: number
  expired: number
  held: number
  discarded: number
  bytesReceived: number
  bytesDelivered: number
}

export function noCounts(): Counters {
  return {
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
}
