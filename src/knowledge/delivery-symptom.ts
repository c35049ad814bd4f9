import type { DeliveryTrouble } from '../collect/logs/delivery-troubles.ts'
import type { ReplyReason } from '../explain/reasons.ts'
import type { MailLog } from '../logs/mail-log.ts'
import { fine, over, problem } from './condition.ts'
import { besides, type LogContext, socketMarks } from './log-context.ts'
import { severityOfOthers, severityOfShare, shortened } from './mail-share.ts'
import type { Severity, Verdict } from './verdict.ts'

/** Said by the other side, these are about its recipient, or rightly about this message. */
const othersBusiness: ReadonlySet<ReplyReason> = new Set([
  'user-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'mailbox-moved',
  'recipient-rejected',
  'recipient-rate-limited',
  'domain-unknown',
  'domain-no-mail',
  'address-syntax',
  'greylisted',
  'virus',
  'attachment-blocked',
  'message-too-big',
  'too-many-recipients',
  'spam-content',
])

/** These are about one recipient: they are over when that one takes mail again, not when another does. */
const aboutRecipient: ReadonlySet<ReplyReason> = new Set([
  'user-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'mailbox-moved',
  'recipient-rejected',
  'recipient-rate-limited',
  'local-delivery-failed',
])

/** These are about one message: mail that goes through later says nothing about them. */
const aboutMessage: ReadonlySet<ReplyReason> = new Set([
  'virus',
  'spam-content',
  'attachment-blocked',
  'message-too-big',
  'message-malformed',
  'address-syntax',
  'delivery-expired',
])

/** What the speaker says of itself: a remote server's full disk must not be taken for ours. */
const ofTheSpeaker: ReadonlySet<ReplyReason> = new Set([
  'disk-full',
  'mailbox-full',
  'server-temporary-error',
  'server-misconfigured',
  'local-delivery-failed',
])

const shownSubjects = 30
const listedMarks = 50

/** The verdicts of `deliveries-deferred` and `deliveries-rejected`: one for each destination and reason. */
export function deliveryVerdicts(
  troubles: readonly DeliveryTrouble[],
  status: DeliveryTrouble['status'],
  log: MailLog,
): readonly Verdict[] {
  const found = troubles.filter((trouble) => trouble.status === status)
  if (found.length === 0) return [fine()]
  const verdicts = found.map((trouble) => {
    const until = endedAt(trouble)
    return until === undefined ? symptom(trouble, log) : pastVerdict(trouble, until)
  })
  const isPresent = ({ status }: Verdict) => status === 'problem'
  const present = verdicts.filter(isPresent)
  const past = verdicts.filter((verdict) => !isPresent(verdict))
  return [...present.slice(0, shownSubjects), ...past.slice(0, shownSubjects)]
}

/** When a trouble ended: all its mail was sent after all, or its destination has taken mail since. */
export function endedAt(trouble: DeliveryTrouble): number | undefined {
  const { reading, notSent, laterSentAt, destinationAcceptedAt, recipientsAcceptedAt } = trouble
  if (notSent === 0 && laterSentAt !== undefined) return laterSentAt
  if (aboutMessage.has(reading.reason)) return undefined
  if (trouble.local || aboutRecipient.has(reading.reason)) return recipientsAcceptedAt
  return destinationAcceptedAt
}

function pastVerdict(trouble: DeliveryTrouble, until: number): Verdict {
  return over({ evidence: trouble.evidence, subject: trouble.subject, since: trouble.firstAt, until })
}

function symptom(trouble: DeliveryTrouble, log: MailLog): Verdict {
  const context = contextOf(trouble, log)
  const { subject, reading, messages, attempts, reply, firstAt } = trouble
  return problem({
    subject,
    severity: troubleSeverity(trouble, log),
    confidence: reading.confidence,
    evidence: [...trouble.evidence, ...context.evidence],
    values: { messages, attempts, reply: shortened(reply), reason: reading.reason },
    marks: [...new Set([...deliveryMarks(trouble), ...context.marks])],
    since: firstAt,
    impact: impactOf(trouble),
  })
}

export function troubleSeverity(trouble: DeliveryTrouble, log: MailLog): Severity {
  const { sentOut, deliveredLocally } = log.traffic
  const failing = trouble.notSent > 0 ? trouble.notSent : trouble.messages
  if (trouble.local) return severityOfShare(failing, deliveredLocally)
  // Greylisting ends by itself, however much mail it holds up.
  if (trouble.reading.reason === 'greylisted') return 'info'
  const others = othersBusiness.has(trouble.reading.reason)
  return others ? severityOfOthers(failing, sentOut) : severityOfShare(failing, sentOut)
}

/** What Dovecot said of a delivery that it answered with "Internal error occurred". */
function contextOf(trouble: DeliveryTrouble, log: MailLog): LogContext {
  if (!trouble.local) return { marks: [], evidence: [] }
  const about = ['failed', 'exceeded', 'Permission denied', 'No space left', 'Corrupted', 'Internal error']
  return besides(log, ['lmtp', 'lda', 'deliver', 'master'], trouble, about)
}

/** What joins a failed delivery with its cause. */
export function deliveryMarks(trouble: DeliveryTrouble): string[] {
  const { reading, local, relays, domains, senders, recipients, dsns, daemons } = trouble
  const kind = !local && ofTheSpeaker.has(reading.reason) ? 'remote-reason' : 'reason'
  return [
    `${kind}:${reading.reason}`,
    ...(reading.detail === undefined ? [] : [`detail:${reading.detail}`]),
    ...(reading.list === undefined ? [] : [`list:${reading.list}`]),
    ...(reading.clientAddress === undefined ? [] : [`address:${reading.clientAddress}`]),
    ...relays.flatMap(relayMarks),
    ...daemons.map((daemon) => `transport:${daemon}`),
    ...dsns.map((dsn) => `dsn:${dsn}`),
    ...(local ? recipients.slice(0, listedMarks).map((recipient) => `user:${recipient}`) : []),
    ...(local ? [] : domains.slice(0, listedMarks).map((domain) => `domain:${domain}`)),
    ...(local ? [] : senderDomains(senders).map((domain) => `sender-domain:${domain}`)),
  ]
}

function relayMarks({ host, address, port, socket }: DeliveryTrouble['relays'][number]): string[] {
  if (socket !== undefined) return socketMarks(socket)
  if (address === undefined) return []
  const names = host === undefined || host === '' ? [] : [`host:${host}`]
  return port === undefined ? names : [`endpoint:${address}:${port}`, `remote-port:${port}`, ...names]
}

function senderDomains(senders: readonly string[]): readonly string[] {
  const domains = senders.map((sender) => sender.slice(sender.lastIndexOf('@') + 1).toLowerCase())
  return [...new Set(domains.filter((domain) => domain !== ''))].slice(0, listedMarks)
}

/** Queue files, and the people here who are hurt: recipients of local mail, senders of other mail. */
export function impactOf({ queueIds, local, recipients, users, senders }: DeliveryTrouble) {
  const people = local ? recipients : users.length > 0 ? users : senders
  return { messages: queueIds, users: people }
}
