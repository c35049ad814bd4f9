import type { Step } from '../../store/history-store.ts'

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
] as const

export type Total = (typeof totals)[number]
export type CountedMeasure = keyof typeof largestKept
export type Reading = (typeof readings)[number]

const day = 86_400

/** A year of one host stays below 500 MB (`npm run bench:watch`); the bound holds whatever happens. */
export const retention: {
  readonly keep: Readonly<Record<Step, number>>
  readonly mostBytes: number
} = {
  keep: { 60: 3 * day, 3600: 400 * day, 86400: 10 * 365 * day },
  mostBytes: 450e6,
}
