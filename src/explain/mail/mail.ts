import { type ReplyMeaning, readReply } from '../reply.ts'
import { type ReportedRecipient, readDeliveryStatus } from './delivery-status.ts'
import { messageText, type Part, parameter, parseMessage } from './mime.ts'
import { type NoticedRecipient, oneLine, readNotice, splitCopy } from './notice.ts'
import { type AggregateReport, readAggregateReport } from './reports.ts'
import { decodeWords, textOf } from './text.ts'

export type MailKind = 'bounce' | 'delivery-report' | 'auto-reply' | 'complaint' | 'not-a-bounce'

/** One recipient of a bounce and what became of the mail to it. */
export interface FailedRecipient {
  readonly address: string | undefined
  readonly status: string | undefined
  /** The remote server's words, on one line. */
  readonly reply: string | undefined
  readonly meaning: ReplyMeaning
}

/** What a mail is: a bounce with its recipients, or something else. */
export interface MailReading {
  readonly kind: MailKind
  readonly recipients: readonly FailedRecipient[]
  readonly subject: string | undefined
  /** A DMARC or TLS report, where it is one. */
  readonly report?: AggregateReport
}

/** Reads a mail file of any origin. Never throws; time and memory are bounded (mimeLimits). */
export function readMail(bytes: Uint8Array): MailReading {
  return readMailText(messageText(bytes))
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

/** A mail's leaves by what they are to a reader of bounces. */
interface Survey {
  readonly message: Part
  readonly subject: string | undefined
  readonly leaves: readonly Part[]
  /** Delivery status reports, the decoded text of each. */
  readonly statuses: readonly string[]
  /** Copies of the original mail, or of its headers. */
  readonly copies: readonly Part[]
  /** The notice for people, without the copy of the original in it. */
  readonly notice: string
  readonly copyInNotice: string
}

function survey(message: Part): Survey {
  const leaves = leavesOf(message)
  const statuses = leaves
    .filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
    .map((part) => textOf(part))
  const copies = leaves.filter(({ type }) =>
    /^(?:message\/(?:rfc822|global|partial)|text\/rfc822-headers|message\/rfc822-headers|message\/global-headers)$/.test(
      type,
    ),
  )
  const texts = leaves.filter(({ type }) => type.startsWith('text/') && type !== 'text/rfc822-headers')
  const plain = texts.filter(({ type }) => type !== 'text/html')
  const readable = (plain.some((part) => part.body.trim() !== '') ? plain : texts)
    .slice(0, 3)
    .map((part) => textOf(part))
  const [notice, copyInNotice] = splitCopy(readable.join('\n'))
  const subject = message.headers.get('subject')
  return {
    message,
    subject: subject === undefined ? undefined : decodeWords(subject),
    leaves,
    statuses,
    copies,
    notice,
    copyInNotice,
  }
}

function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf)
}

/** ARF (RFC 5965), and the JSON of Amazon's complaints. */
function readComplaint(mail: Survey): MailReading | undefined {
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

function readReport(mail: Survey): MailReading | undefined {
  const type = (mail.message.headers.get('content-type') ?? '').toLowerCase()
  const looksSo = /report[- ]domain:|dmarc|tlsrpt|tls[- ]report/i.test(`${mail.subject ?? ''} ${type}`)
  const report = looksSo ? readAggregateReport(mail.leaves) : undefined
  return report === undefined
    ? undefined
    : { kind: 'not-a-bounce', recipients: [], subject: mail.subject, report }
}

/** RFC 3464, wherever its fields stand: in a part of its own, or in the text. */
function readReportedStatus(mail: Survey): MailReading | undefined {
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

function same(left: string | undefined, right: string | undefined): boolean {
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

/** A warning of delay that names no cause: the mail waits. */
function orExpired(meaning: ReplyMeaning, waiting: boolean): ReplyMeaning {
  if (!waiting || meaning.reason !== 'unknown') return meaning
  return { ...meaning, reason: 'delivery-expired', actor: 'both', confidence: 'guess' }
}

/** The status field helps where the words have no code of their own. */
function withStatus(text: string, status: string | undefined): string {
  return status === undefined || /\b[245]\.\d{1,3}\.\d{1,3}\b/.test(text) || /^[245]\d\d\b/.test(text)
    ? text
    : `${status} ${text}`
}

/** One after the other, as far as they are asked for. */
function* readingsOf(
  first: ReplyMeaning | undefined,
  text: string,
  status: string | undefined,
): Generator<ReplyMeaning | undefined> {
  yield first
  yield* readings(text, status)
}

function* readings(text: string, status: string | undefined): Generator<ReplyMeaning> {
  if (text === '') return
  const code = /(?:^|[\s:;'"[(])[45]\d\d[ -](?:#?[45]\.\d|[<"'A-Za-z])/.exec(text)
  if (code !== null)
    yield readReply(withStatus(text.slice(code.index + (/\d/.test(code[0][0] ?? '') ? 0 : 1)), status))
  yield readReply(withStatus(text, status))
}

const ranks = { sure: 3, likely: 2, guess: 1 } as const

/** The first of the clearest readings. The whole notice, full of set phrases, is asked only where nothing else tells a cause. */
function clearest(
  candidates: Iterable<ReplyMeaning | undefined>,
  whole: () => string,
  status?: string,
): ReplyMeaning {
  let best: ReplyMeaning | undefined
  for (const one of candidates) {
    if (one === undefined) continue
    const rank = rankOf(one)
    if (best === undefined || rank > rankOf(best)) best = one
    if (rank >= ranks.likely) return best
  }
  if (best !== undefined && rankOf(best) >= ranks.guess) return best
  for (const one of readings(whole(), status))
    if (best === undefined || rankOf(one) > rankOf(best)) best = one
  return best ?? readReply('')
}

function rankOf({ reason, confidence }: ReplyMeaning): number {
  if (reason === 'unknown') return 0
  if (reason === 'delivered') return 0
  return reason === 'delivery-expired' ? 0.5 : ranks[confidence]
}

const automaticSubject =
  /^(?:(?:re|aw|sv|odp): ?)?\[?(?:auto(?:[: ]|[ -]?(?:reply|response))|automat[iy]|automaatti|out of (?:the )?office|vacation (?:reply|response)|away (?:until|from)|abwesen|afwezig|absen[ct]e|fr[aå]nv|r[eé]ponse automatique|respuesta autom|resposta autom|risposta automat|odpowied[zź] automat|自动回复|自動回覆|自動返信|자동 ?(?:응답|회신)|автоответ|i am (?:away|on vacation|out of))/i

/** "Thank you for your mail", by a machine: it has no sender to answer to, or says that it is one of many. */
function isThanks(mail: Survey): boolean {
  const { headers } = mail.message
  const machine =
    /^<?>?$/.test((headers.get('return-path') ?? 'x').trim()) || headers.get('precedence') !== undefined
  return machine && /^(?:re: ?)?thank(?:s| you) for (?:your|contacting)/i.test(mail.subject ?? '')
}

/** RFC 3834, and what older programs write. */
function readAutoReply(mail: Survey): MailReading | undefined {
  const { headers } = mail.message
  const submitted = (headers.get('auto-submitted') ?? '').toLowerCase()
  const marked =
    submitted.startsWith('auto-replied') ||
    headers.get('x-autoreply') !== undefined ||
    headers.get('x-autorespond') !== undefined ||
    /auto[_-]?reply/i.test(headers.get('precedence') ?? '') ||
    /vacation/i.test(submitted)
  const said = automaticSubject.test(mail.subject ?? '') || isThanks(mail)
  if (!marked && !said) return undefined
  if (isFromDaemon(mail) && looksLikeBounce(mail)) return undefined
  const from = addressIn(headers.get('from'))
  return { kind: 'auto-reply', recipients: [outcome('auto-reply', from)], subject: mail.subject }
}

function readFreeForm(mail: Survey): MailReading | undefined {
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
  const whole = oneLine(mail.notice)
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
      clearest(readings(about, undefined), () => `${whole} ${mail.subject ?? ''}`),
      waiting,
    )
    const reply = about === '' ? whole : about
    return {
      address,
      status: meaning.enhanced,
      reply: reply === '' ? undefined : reply.slice(0, 1_000),
      meaning: { ...meaning, permanent: !waiting },
    }
  })
  return { kind: 'bounce', recipients, subject: mail.subject }
}

const warningWords =
  /warning message only|do not need to resend|delivery status notification \(delay|delayed mail|(?:delivery|message)[^\n]{0,40}(?:has been|is|was) delayed|will (?:keep trying|be retried|continue)|still undelivered|^warning\b|could not send mail for past|\(still being retried\)|delivery delayed|temporarily delayed/im

/** A delay warning, not a failure: the server goes on trying. */
function isWarning(mail: Survey): boolean {
  return warningWords.test(`${mail.subject ?? ''}\n${mail.notice.slice(0, 4_000)}`)
}

const daemon =
  /mailer-?daemon|post_?master|postmaster|mail delivery (?:sub)?system|mail-daemon|mdaemon|delivery (?:sub)?system|mail administrator|maildelivery|sysadmin@/i
const bounceSubject =
  /undeliver|returned mail|return(?:ed|ing) message|failure notice|delivery (?:has )?(?:failed|failure|status|notification|report|problem|error|delay)|delivery[\w -]{0,30}(?:fail|delay)|mail[\w -]{0,20}(?:could not be|couldn't be|failed)|could not be delivered|not delivered|non[- ]?delivery|mail system error|error sending your mail|unzustellbar|nicht zugestellt|nicht zustellbar|non remis|non distribu|échec|echec|no se (?:pudo|puede) entregar|não entregue|devolvid|mancata consegna|退信|退件|无法投递|投递失败|系统退信|配信(?:不能|エラー|失敗)|エラー通知|メールエラー|配送エラー|送信失敗|送信エラー|недоставлен|не доставлен|не может быть доставлен|возвращ|warning: ?(?:could not|message)|warning--|bounce|message delivery has failed|delivery status|rejected|smtp server: errors|mail failure|aws notification message|下列地址|postmaster\]/i
const bounceWords =
  /error message below|no such user here|could not be delivered|couldn't be delivered|wasn't able to deliver|was not delivered|wasn't delivered|unable to deliver|undeliverable|delivery (?:has )?failed|failed to deliver|not reach the following|error (?:has )?occurred (?:while|during)|had (?:permanent )?(?:fatal|delivery) errors|error delivering|did not reach|permanent(?:ly)? (?:error|failure|fatal)|transcript of session|could not deliver|returned to (?:the )?sender|bouncedRecipients|konnte nicht|nicht zugestellt|n'a pas pu|не удалось|не может быть|не было доставлено|無法|无法|送信できません|配信できません|届け|no se ha podido|impossibile|mailbox (?:is )?(?:full|unavailable|exceeds)|user unknown|unknown user|delivery[^\n]{0,60}delayed/i

function looksLikeBounce(mail: Survey): boolean {
  const { headers } = mail.message
  if (headers.get('x-failed-recipients') !== undefined) return true
  const type = headers.get('content-type') ?? ''
  if (/report-type="?delivery-status/i.test(type)) return true
  const subject = bounceSubject.test(mail.subject ?? '')
  const words = bounceWords.test(mail.notice.slice(0, 16_000))
  const sender = isFromDaemon(mail)
  return (subject && words) || (sender && (words || subject)) || (subject && mail.copies.length > 0)
}

function isFromDaemon(mail: Survey): boolean {
  const { headers } = mail.message
  const from = headers.get('from') ?? ''
  return (
    daemon.test(from) ||
    /^(?:<>|<mailer-daemon[^>]{0,200}>)?$/i.test((headers.get('return-path') ?? 'x').trim())
  )
}

/** Addresses of the bounce itself: who wrote it and to whom it went. The latter failed only if nobody else did. */
function othersOf(mail: Survey): ReadonlySet<string> {
  const { headers } = mail.message
  const names = ['from', 'reply-to', 'to', 'return-path', 'delivered-to', 'sender', 'cc']
  const own = names.flatMap((name) =>
    [...(headers.get(name) ?? '').matchAll(/[^\s<>,;"()]{1,250}@[^\s<>,;"()]{1,250}/g)].map(([one]) =>
      one.toLowerCase(),
    ),
  )
  return new Set(own)
}

/** The address that the bounce went to: a person who writes to himself is sender and recipient. */
function isOwn(address: string, mail: Survey): boolean {
  return (mail.message.headers.get('to') ?? '').toLowerCase().includes(address)
}

/** Whom the original mail was for, by its copy. */
function originalRecipient(mail: Survey): string | undefined {
  const copy = mail.copies[0]?.body ?? mail.copyInNotice
  const text = copy.slice(0, 64 << 10)
  const header = ['To', 'X-Original-To', 'Delivered-To', 'X-Rcpt-To'].map((name) =>
    new RegExp(`^${name}[ \\t]*:[^\\n]{0,400}?([^\\s<>,;:"()]{1,250}@[^\\s<>,;:"()]{1,250})`, 'im').exec(
      text,
    ),
  )
  const inText = /^[ \t]*to:[^\n]{0,200}?([^\s<>,;:"()]{1,250}@[^\s<>,;"()]{1,250})/im.exec(mail.notice)
  return header.find((match) => match !== null)?.[1] ?? inText?.[1]
}

function addressIn(value: string | undefined): string | undefined {
  return /([^\s<>,;:"()]{1,250}@[^\s<>,;"()]{1,250})/.exec(value ?? '')?.[1]
}

function outcome(
  reason: 'delivered' | 'auto-reply' | 'complaint',
  address: string | undefined,
): FailedRecipient {
  const actor = reason === 'complaint' ? 'sender-admin' : 'nobody'
  const meaning: ReplyMeaning = { reason, actor, permanent: false, confidence: 'sure', also: [], said: '' }
  return { address, status: undefined, reply: undefined, meaning }
}
