import { isWarning, looksLikeBounce } from './bounce-words.ts'
import { clearest, orExpired, readings } from './clearest.ts'
import { oneLine, readNotice } from './notice.ts'
import type { FailedRecipient, MailReading } from './reading.ts'
import { same } from './reported-status.ts'
import { isOwn, originalRecipient, othersOf, type Survey } from './survey.ts'

/** A bounce without a report: qmail, Exim, old Sendmail, carriers, programs of their own. */
export function readFreeForm(mail: Survey): MailReading | undefined {
  if (!looksLikeBounce(mail)) return undefined
  const { headers } = mail.message
  const failedHeader = (headers.get('x-failed-recipients') ?? '')
    .split(/[,\s]+/)
    .filter((one) => one.includes('@'))
  const others = othersOf(mail)
  const strict = readNotice(mail.notice, others)
  const noticed =
    strict.length > 0
      ? strict
      : readNotice(mail.notice, new Set([...others].filter((one) => !isOwn(one, mail))), true)
  const whole = (): string => oneLine(mail.notice)
  const told = failedHeader.some(
    (one) => noticed.length !== 1 || noticed.some(({ address }) => same(address, one)),
  )
  const addresses: (string | undefined)[] = told ? [...new Set(failedHeader)] : []
  if (addresses.length === 0) addresses.push(...noticed.map(({ address }) => address))
  if (addresses.length === 0) addresses.push(originalRecipient(mail))
  const recipients = addresses.slice(0, 500).map((address): FailedRecipient => {
    const about = noticed.find((one) => same(one.address, address))?.text ?? ''
    const waiting = isWarning(mail)
    const meaning = orExpired(
      clearest(readings(about, undefined), () => `${whole()} ${mail.subject ?? ''}`),
      waiting,
    )
    const reply = about === '' ? whole() : about
    return {
      address,
      status: meaning.enhanced,
      reply: reply === '' ? undefined : reply.slice(0, 1_000),
      meaning: { ...meaning, permanent: !waiting },
    }
  })
  return { kind: 'bounce', recipients, subject: mail.subject }
}
