import { parameter } from './mime.ts'
import { type MailReading, outcome } from './reading.ts'
import { originalRecipient, type Survey } from './survey.ts'

/** ARF (RFC 5965), and the JSON of Amazon's complaints. */
export function readComplaint(mail: Survey): MailReading | undefined {
  const reportType = parameter(mail.message.headers.get('content-type') ?? '', 'report-type')?.toLowerCase()
  const feedback = mail.leaves.find(({ type }) => type === 'message/feedback-report')
  const cloud =
    mail.notice.includes('notificationType') && /notificationType\\?":\s?\\?"Complaint/.test(mail.notice)
  if (
    feedback === undefined &&
    reportType !== 'feedback-report' &&
    !cloud &&
    !/^complaint about message from/i.test(mail.subject ?? '')
  )
    return undefined
  const named = /^Original-Rcpt-To:[ \t]*<?([^\s<>]{3,320})/im.exec(feedback?.body ?? '')?.[1]
  const inJson = /complainedRecipients\\?":\s?\[\{\\?"emailAddress\\?":\s?\\?"([^"\\]{3,320})/.exec(
    mail.notice,
  )?.[1]
  const address = named ?? inJson ?? originalRecipient(mail)
  return { kind: 'complaint', recipients: [outcome('complaint', address)], subject: mail.subject }
}
