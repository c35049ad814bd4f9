import type { FollowEvent } from '../logs/follow/event.ts'

/** Events of the log that make the watch look at once. What is refused to strangers is everyday life. */
export function isAlarming({ kind, program }: FollowEvent): boolean {
  return alarming.has(kind) && !asked.test(program)
}

/** Commands that the watch itself runs: what they complain of is an answer to us. */
const asked = /\/(?:postqueue|postconf|postmap|postsuper|sendmail)$/

const alarming: ReadonlySet<FollowEvent['kind']> = new Set([
  'deferred',
  'bounced',
  'expired',
  'held',
  'warning',
  'server-changed',
])
