import { readReply } from '../reply.ts'
import { isWarning } from './bounce-words.ts'
import { clearest, orExpired, rankOf, ranks, readingsOf, withStatus } from './clearest.ts'
import { type ReportedRecipient, readDeliveryStatus } from './delivery-status.ts'
import { type NoticedRecipient, oneLine, readNotice } from './notice.ts'
import { type FailedRecipient, type MailReading, outcome } from './reading.ts'
import { originalRecipient, othersOf, type Survey } from './survey.ts'

/** RFC 3464, wherever its fields stand: in a part of its own, or in the text. */
export function readReportedStatus(mail: Survey): MailReading | undefined {
  const source =
    mail.statuses.length > 0
      ? mail.statuses.join('\n\n')
      : /^[> \t]*Final-Recipient[ \t]*:/im.test(mail.notice)
        ? mail.notice.replace(/^[> \t]+(?=[\w-]+:)/gm, '')
        : ''
  const reported = source === '' ? [] : readDeliveryStatus(source)
  if (reported.length === 0) return undefined
  let noticed: readonly NoticedRecipient[] | undefined
  const failed = reported.filter(
    ({ action, status }) => !isDone(action) && !(action === undefined && status?.startsWith('2')),
  )
  if (failed.length === 0) {
    const recipients = reported.map(({ finalRecipient, originalRecipient: original }) =>
      outcome('delivered', original ?? finalRecipient),
    )
    return { kind: 'delivery-report', recipients, subject: mail.subject }
  }
  const only = failed.length === 1
  const recipients = failed.map((one) => {
    const about = (): string => {
      noticed ??= readNotice(mail.notice, othersOf(mail))
      const own = noticed.find(
        ({ address }) => same(address, one.finalRecipient) || same(address, one.originalRecipient),
      )
      return own?.text ?? (only ? oneLine(mail.notice) : '')
    }
    return readRecipient(one, about, mail)
  })
  return { kind: 'bounce', recipients, subject: mail.subject }
}

function isDone(action: string | undefined): boolean {
  return (
    action === 'delivered' ||
    action === 'deliverable' ||
    action === 'relayed' ||
    action === 'expanded' ||
    action === 'delivery'
  )
}

export function same(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left.toLowerCase() === right.toLowerCase()
}

function readRecipient(one: ReportedRecipient, about: () => string, mail: Survey): FailedRecipient {
  const { diagnostic, status } = one
  const told = diagnostic === undefined ? undefined : oneLine(diagnostic)
  const byFields = told === undefined ? undefined : readReply(withStatus(told, status))
  const isClear = byFields !== undefined && rankOf(byFields) >= ranks.likely
  const notice = isClear ? '' : about()
  const waiting = one.action === 'delayed' || (one.action !== 'failed' && isWarning(mail))
  const said = isClear
    ? byFields
    : clearest(readingsOf(byFields, notice, status), () => oneLine(mail.notice), status)
  const meaning = orExpired(said, waiting)
  const final = isAddress(one.finalRecipient) ? one.finalRecipient : undefined
  const noticed =
    final === undefined && !isAddress(one.originalRecipient)
      ? readNotice(mail.notice, othersOf(mail))[0]?.address
      : undefined
  return {
    address:
      final ??
      (isAddress(one.originalRecipient) ? one.originalRecipient : noticed) ??
      originalRecipient(mail) ??
      one.finalRecipient,
    status: meaning.enhanced ?? status,
    reply: told ?? (notice === '' ? undefined : notice.slice(0, 1_000)),
    meaning: { ...meaning, permanent: !waiting },
  }
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && /^[^@/][^@]*@[^@]+$/.test(text)
}
