import type { MailLog, RejectGroup } from '../logs/mail-log.ts'

/** Fewer than so many refusals say nothing about a rule. */
const fewest = 3
/** With mail that passes beside it, it takes more to say that a rule is too wide. */
const fewestOfMany = 10
/** What was taken just before is delivered for some moments more. */
const graceMilliseconds = 30_000

/** What a rule did to the mail of the last day. */
export interface ShareOfAll {
  readonly count: number
  readonly since: number
  readonly until: number
  /** Not one message has been delivered, here or elsewhere, since it began. */
  readonly nothingPassed: boolean
  /** It hit most of all mail, or nothing has passed. */
  readonly isMost: boolean
}

/**
 * Weighs messages that a rule refused against those that were delivered: what cleanup refuses, smtpd had
 * logged as received.
 */
export function mostOfAll({ traffic }: MailLog, refused: readonly RejectGroup[]): ShareOfAll {
  const count = refused.reduce((sum, group) => sum + group.count, 0)
  const since = Math.min(...refused.map(({ firstAt }) => firstAt))
  const until = Math.max(...refused.map(({ lastAt }) => lastAt))
  const passed = traffic.sentOut + traffic.deliveredLocally
  const nothingPassed = (traffic.lastSentAt ?? 0) < since + graceMilliseconds && count >= fewest
  const isMost = nothingPassed || (count >= fewestOfMany && count >= passed)
  return { count, since, until, nothingPassed, isMost }
}
