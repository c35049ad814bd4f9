/** What is counted of the whole host, by minute. */
export const totals = [
  'received',
  'delivered',
  'deferred',
  'bounced',
  'rejected',
  'expired',
  'bytes-received',
  'logins',
  'logins-failed',
] as const

/** What is counted by a subject (a domain, a reason, a user), by hour: how many are kept of each hour. */
export const largestKept = {
  'delivered-to': 50,
  'deferred-to': 50,
  'bounced-to': 50,
  'deferred-because': 30,
  'bounced-because': 30,
  'rejected-because': 30,
  'sent-by': 100,
  'reached-by': 100,
} as const satisfies Readonly<Record<string, number>>

/** What is read at each look. Shares are of 1; times are seconds. */
export const readings = [
  'disk-used-share',
  'disk-available-bytes',
  'inodes-used-share',
  'inodes-available',
  'memory-used-share',
  'queue-messages',
  'queue-oldest-seconds',
  'mailbox-used-share',
  'certificate-days-left',
  'domain-days-left',
] as const

export type Total = (typeof totals)[number]
export type CountedMeasure = keyof typeof largestKept
export type Reading = (typeof readings)[number]
