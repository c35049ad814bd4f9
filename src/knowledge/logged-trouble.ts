import type { Evidence } from '../access/answer.ts'
import { findMessages, type MessageQuery } from '../collect/logs/find-messages.ts'
import type { MailLog, MessageGroup } from '../logs/mail-log.ts'

/** Messages of one kind that the log holds, and whether they still come. */
export interface LoggedTrouble {
  readonly count: number
  readonly since: number
  readonly until: number
  readonly groups: readonly MessageGroup[]
  readonly evidence: readonly Evidence[]
}

export interface TroubleQuery extends MessageQuery {
  /** Fewer messages than this are no trouble. */
  readonly minimum?: number
  /** Program whose start or reload after the last message ends it, as the timeline names it. */
  readonly endedByStartOf?: string
}

/** Trouble that has not shown for so long counts as over: mail and log-ins come more often than that. */
const staleAfterMilliseconds = 6 * 3_600_000
const shownLines = 5

/** The messages of a kind, if there are enough of them. */
export function loggedTrouble(log: MailLog, query: TroubleQuery): LoggedTrouble | undefined {
  const groups = findMessages(log, query)
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  if (count < (query.minimum ?? 1)) return undefined
  return {
    count,
    since: Math.min(...groups.map(({ firstAt }) => firstAt)),
    until: Math.max(...groups.map(({ lastAt }) => lastAt)),
    groups,
    evidence: groups.slice(0, shownLines).map(({ lastExample }) => lastExample),
  }
}

/** Not seen for hours, or not seen again after the program was started or reloaded. */
export function isOver(log: MailLog, now: number, until: number, startOf?: string): boolean {
  if (now - until > staleAfterMilliseconds) return true
  if (startOf === undefined) return false
  // Exim's own log and RFC 3164 know whole seconds: in the second of a reload, the trouble may be the later one.
  const latest = until % 1_000 === 0 ? until + 999 : until
  return log.timeline.some(
    ({ kind, subject, at }) =>
      (kind === 'started' || kind === 'reloaded') &&
      subject.startsWith(startOf) &&
      // "Started exim4-base.timer": no daemon, and it may start at any time.
      !subject.endsWith('.timer') &&
      at > latest,
  )
}
