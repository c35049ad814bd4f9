import { findMessages } from '../collect/logs/find-messages.ts'
import { mailLog } from '../collect/logs/mail-log.ts'
import { now } from '../collect/system/now.ts'
import type { MailLog, MessageGroup } from '../logs/mail-log.ts'
import { type Condition, condition, fine, notApplicable, over, problem } from './condition.ts'
import { isOver, type TroubleQuery } from './logged-trouble.ts'
import type { Confidence, Severity, Verdict } from './verdict.ts'

/** Messages about one subject. */
interface SubjectMessages {
  readonly subject: string
  readonly count: number
  readonly since: number
  readonly until: number
  readonly groups: readonly MessageGroup[]
}

interface LoggedSource
  extends Pick<Condition, 'id' | 'topic' | 'severity' | 'texts' | 'fix' | 'verify' | 'references'> {
  readonly query: TroubleQuery
  /** More that a message must say than `query.contains`. */
  readonly accepts?: (message: MessageGroup) => boolean
  /** What the finding is about: a name, or one for each message (undefined: that message is no case). */
  readonly subject: string | ((message: MessageGroup) => string | undefined)
  /** The log's own words name the cause: `certain` only where they leave no doubt. */
  readonly confidence: Confidence
  readonly severityOf?: (messages: SubjectMessages) => Severity
  /** Besides `count`, which every text may use. */
  readonly values?: (messages: SubjectMessages) => Readonly<Record<string, string | number>>
  readonly marks?: (messages: SubjectMessages) => readonly string[]
  readonly explains?: Condition['explains']
  readonly mistakenFor?: Condition['mistakenFor']
}

const maximalSubjects = 50
const shownLines = 4

/**
 * A condition whose cause the log names in words of its own. It is there while its messages come: not
 * after hours of silence, nor after a restart that ended them.
 */
export function loggedCondition(source: LoggedSource): Condition {
  const { query, accepts, subject, confidence, severityOf, values, marks, ...rest } = source
  return condition({
    ...rest,
    needs: { log: mailLog, now },
    detect: ({ log, now }) => {
      if (log.status === 'absent' || now.status === 'absent')
        return notApplicable('this host has no mail log')
      const found = bySubject(log.value, source)
      if (found.length === 0) return fine()
      return found.map((messages) => judge(source, log.value, now.value, messages))
    },
  })
}

function judge(source: LoggedSource, log: MailLog, now: number, messages: SubjectMessages): Verdict {
  const { subject, since, until, count, groups } = messages
  const evidence = groups.slice(0, shownLines).map(({ lastExample }) => lastExample)
  if (isOver(log, now, until, source.query.endedByStartOf)) return over({ subject, evidence, since, until })
  const severity = source.severityOf?.(messages)
  return problem({
    subject,
    confidence: source.confidence,
    evidence,
    values: { count, ...source.values?.(messages) },
    marks: source.marks?.(messages) ?? [],
    since,
    ...(severity === undefined ? {} : { severity }),
  })
}

function bySubject(log: MailLog, { query, accepts, subject }: LoggedSource): SubjectMessages[] {
  const named = findMessages(log, query)
    .filter((group) => accepts?.(group) ?? true)
    .flatMap((group) => {
      const name = typeof subject === 'string' ? subject : subject(group)
      return name === undefined ? [] : [{ name, group }]
    })
  return [...Map.groupBy(named, ({ name }) => name)]
    .map(([name, alike]) =>
      summedUp(
        name,
        alike.map(({ group }) => group),
      ),
    )
    .filter(({ count }) => count >= (query.minimum ?? 1))
    .slice(0, maximalSubjects)
}

function summedUp(subject: string, groups: readonly MessageGroup[]): SubjectMessages {
  return {
    subject,
    groups,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...groups.map(({ firstAt }) => firstAt)),
    until: Math.max(...groups.map(({ lastAt }) => lastAt)),
  }
}

/**
 * The mailbox that a Dovecot line is about: `imap(anna@example.org)<41><x>: …`, `user=<anna>`. The line
 * counts, since the message's text begins after it.
 */
export function mailboxOf({ lastExample }: MessageGroup): string | undefined {
  const line = lastExample.text
  const inService =
    /\b(?:lmtp|imap|pop3|lda|managesieve|indexer-worker|submission)\(([^()<>\s]{1,320})\)/.exec(line)?.[1]
  const inPairs = /user=<([^<>\s]{1,320})>/.exec(line)?.[1]
  const inRecipient = /: (?:rcpt|user) (\S{1,320}?):? /.exec(line)?.[1]
  const name = inService !== undefined && !/^\d+$/.test(inService) ? inService : (inPairs ?? inRecipient)
  return name === '' ? undefined : name
}
