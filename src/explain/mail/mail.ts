import { readAutoReply } from './auto-reply.ts'
import { readComplaint } from './complaint.ts'
import { condense } from './condense.ts'
import { readFreeForm } from './free-form.ts'
import { messageText, mimeLimits, type Part, parseMessage } from './mime.ts'
import type { MailReading } from './reading.ts'
import { readReportedStatus } from './reported-status.ts'
import { readAggregateReport } from './reports.ts'
import { type Survey, survey } from './survey.ts'

/** Reads a mail file of any origin. Never throws; time and memory are bounded (mimeLimits). */
export function readMail(bytes: Uint8Array): MailReading {
  return readMailText(messageText(bytes.byteLength > mimeLimits.stretchBytes ? condense(bytes) : bytes))
}

/** The same for a text of messageText. */
export function readMailText(text: string): MailReading {
  const [first, ...rest] = messagesOf(text).map((one) => readMessage(parseMessage(one), 0))
  if (first === undefined) return { kind: 'not-a-bounce', recipients: [], subject: undefined }
  return { ...first, recipients: [first, ...rest].flatMap(({ recipients }) => recipients) }
}

/** Most mails of one mailbox file that are looked at. */
const mostMessages = 100

/** A mailbox file holds several mails, each after a `From ` line (RFC 4155). */
function messagesOf(text: string): string[] {
  if (!text.startsWith('From ')) return [text]
  return text.split(/\n\n(?=From \S{1,200} [^\n]{10,40}\d{4}\n)/, mostMessages)
}

function readMessage(message: Part, depth: number): MailReading {
  const mail = survey(message)
  const reading =
    readComplaint(mail) ??
    readReport(mail) ??
    readReportedStatus(mail) ??
    readAutoReply(mail) ??
    readFreeForm(mail)
  if (reading !== undefined) return reading
  const inner = depth < 3 ? mail.copies.find((part) => part.type === 'message/rfc822') : undefined
  const nested = inner === undefined ? undefined : readMessage(parseMessage(inner.body), depth + 1)
  if (nested !== undefined && nested.kind !== 'not-a-bounce') return nested
  return { kind: 'not-a-bounce', recipients: [], subject: mail.subject }
}

function readReport(mail: Survey): MailReading | undefined {
  const type = (mail.message.headers.get('content-type') ?? '').toLowerCase()
  const looksSo = /report[- ]domain:|dmarc|tlsrpt|tls[- ]report/i.test(`${mail.subject ?? ''} ${type}`)
  const report = looksSo ? readAggregateReport(mail.leaves) : undefined
  return report === undefined
    ? undefined
    : { kind: 'not-a-bounce', recipients: [], subject: mail.subject, report }
}
