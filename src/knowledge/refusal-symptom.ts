import type { Refusal } from '../collect/logs/refusals.ts'
import type { ReplyReason } from '../explain/reasons.ts'
import type { ClientCount, MailLog } from '../logs/mail-log.ts'
import { over, problem } from './condition.ts'
import { besides, type LogContext } from './log-context.ts'
import { firstFew, severityOfShare, shortened } from './mail-share.ts'
import type { Severity, Verdict } from './verdict.ts'

/** Refusals for which this host itself is the reason, whoever the client is. */
const ourReasons: ReadonlySet<ReplyReason> = new Set([
  'server-misconfigured',
  'disk-full',
  'server-temporary-error',
  'dnsbl-query-refused',
  'dns-failure',
  'local-delivery-failed',
  'connection-failed',
  'routing-loop',
  'message-too-big',
])

/** Normal answers that only sound like trouble: probes of recipients, greylisting, limits for strangers. */
function isRoutine({ restriction, text, reading }: Refusal): boolean {
  if (reading.reason === 'dnsbl-query-refused') return false
  if (text.includes('erification in progress') || text.includes('unverified address')) return true
  const byRule = restriction === 'recipient' || restriction === 'sender' || restriction === 'helo'
  return (byRule || restriction === 'client' || restriction === 'rate') && !text.includes('lookup failure')
}

export function isOurFault(refusal: Refusal): boolean {
  return ourReasons.has(refusal.reading.reason) && !isRoutine(refusal)
}

interface RefusalSubject {
  readonly subject: string
  /** Messages of the same kind that were accepted, and when the last one was. */
  readonly accepted: number
  readonly lastAcceptedAt: number | undefined
  readonly severity?: Severity
}

/** A refusal as a problem, or as one that is over because mail was accepted after it. */
export function refusalVerdict(refusal: Refusal, log: MailLog, about: RefusalSubject): Verdict {
  const { reading, firstAt, lastAt, evidence, count, text } = refusal
  const { subject, accepted, lastAcceptedAt } = about
  const oneMessage = reading.reason === 'message-too-big' || reading.reason === 'sender-not-allowed'
  if (!oneMessage && lastAcceptedAt !== undefined && lastAcceptedAt > lastAt) {
    return over({ evidence, subject, since: firstAt, until: lastAcceptedAt })
  }
  const context = contextOf(refusal, log)
  return problem({
    subject,
    severity: about.severity ?? (oneMessage ? 'low' : severityOfShare(count, accepted)),
    confidence: reading.confidence,
    evidence: [...evidence, ...context.evidence],
    values: {
      count,
      reply: shortened(`${refusal.code > 0 ? `${refusal.code} ` : ''}${refusal.dsn} ${text}`.trim()),
      clients: clientNames(refusal.clients),
      reason: reading.reason,
    },
    marks: [...new Set([...refusalMarks(refusal), ...context.marks])],
    since: firstAt,
    impact: impactOf(refusal),
  })
}

/** Names of clients, addresses where they have none: the first few. */
export function clientNames(clients: readonly ClientCount[]): string {
  return firstFew([...new Set(clients.map(({ name, address }) => (name === 'unknown' ? address : name)))])
}

/** What smtpd and cleanup warned about while they refused: the milter, the table, the misspelt word. */
function contextOf(refusal: Refusal, log: MailLog): LogContext {
  const about = [
    'ilter',
    'unknown smtpd restriction',
    'not enough free space',
    'No space left',
    'lookup',
    'table',
    'policy',
    'proxy',
  ] // prettier-ignore
  return besides(log, ['smtpd', 'cleanup', 'trivial-rewrite', 'proxymap'], refusal, about)
}

function refusalMarks({ reading, services, users, dsn, restriction }: Refusal): string[] {
  const disk = reading.reason === 'disk-full' ? ['path:/var/spool/postfix'] : []
  const milter = reading.detail === 'milter' || restriction === 'milter' ? ['parameter:smtpd_milters'] : []
  return [
    `reason:${reading.reason}`,
    ...(reading.detail === undefined ? [] : [`detail:${reading.detail}`]),
    ...(reading.list === undefined ? [] : [`list:${reading.list}`]),
    ...services.map((service) => `service:${service.split('/')[0]}`),
    ...users.map((user) => `user:${user}`),
    ...(dsn === '' ? [] : [`dsn:${dsn}`]),
    ...disk,
    ...milter,
  ]
}

/** A refused mail has no queue ID: one transaction counts once, however often it was refused. */
function impactOf({ attempts, from, users }: Refusal) {
  const messages = attempts.map(({ client, sender, recipient }) => `refused ${client} ${sender} ${recipient}`)
  const recipients = attempts.map(({ recipient }) => recipient).filter((recipient) => recipient !== '')
  const senders = attempts.map(({ sender, user }) => user || sender).filter((sender) => sender !== '')
  return { messages: [...new Set(messages)], users: from === 'servers' ? recipients : [...users, ...senders] }
}
