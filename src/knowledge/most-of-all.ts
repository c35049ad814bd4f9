import type { MailLog, RejectGroup } from '../logs/mail-log.ts'

/** Fewer than so many refusals say nothing about a rule. */
const fewest = 3
/** With mail that passes beside it, it takes more to say that a rule is too wide. */
const fewestOfMany = 10

/** What a rule did to the mail of the last day. */
export interface ShareOfAll {
  readonly count: number
  readonly since: number
  readonly until: number
  /** It hit most of all mail, or nothing has passed since it began. */
  readonly isMost: boolean
}

/** Weighs messages that a rule refused against those that passed. */
export function mostOfAll(log: MailLog, refused: readonly RejectGroup[]): ShareOfAll {
  const count = refused.reduce((sum, group) => sum + group.count, 0)
  const since = Math.min(...refused.map(({ firstAt }) => firstAt))
  const until = Math.max(...refused.map(({ lastAt }) => lastAt))
  const { received, submitted, lastReceivedAt = 0, lastSubmittedAt = 0 } = log.traffic
  const passed = received + submitted
  const nothingPassed = Math.max(lastReceivedAt, lastSubmittedAt) < since
  const isMost = nothingPassed ? count >= fewest : count >= fewestOfMany && count >= passed
  return { count, since, until, isMost }
}
