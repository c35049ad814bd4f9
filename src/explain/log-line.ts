/** What a log line, or a pasted report, holds: the reply in it and what the server made of it. */
export interface LoggedReply {
  readonly text: string
  /** The server's own verdict beats the digit of the reply. */
  readonly outcome?: 'deferred' | 'failed' | 'delivered'
}

type Unwrap = (line: string) => LoggedReply | undefined

/**
 * Takes the reply out of a line of Postfix, Exim, Sendmail, qmail, OpenSMTPD, Courier or MailEnable. A text
 * that is no log line comes back as it is. Each search is for fixed words: linear.
 */
export function unwrapLogLine(line: string): LoggedReply {
  if (line.length < 20) return { text: line }
  for (const unwrap of unwrappers) {
    const found = unwrap(line)
    if (found !== undefined) return found
  }
  return { text: line }
}

const unwrappers: readonly Unwrap[] = [
  transcript,
  postfixDelivery,
  postfixReject,
  exim,
  sendmail,
  qmail,
  openSmtpd,
]

/** Postfix's notice to its postmaster: `Out:` are its own words, the last refusal among them is the matter. */
function transcript(line: string): LoggedReply | undefined {
  if (!line.includes('ranscript of session') || !line.includes('In: ')) return undefined
  const refusal = line.split(/\bOut: /).findLast((said) => /^[45]\d\d[ -]/.test(said))
  return refusal === undefined ? undefined : { text: refusal.split(/\bIn: /)[0] ?? refusal }
}

function postfixDelivery(line: string): LoggedReply | undefined {
  if (!line.includes('status=')) return undefined
  const at = line.search(/\bstatus=(?:deferred|bounced|sent|expired|undeliverable|SOFTBOUNCE)\b/)
  if (at < 0) return undefined
  const status = line.slice(at + 7, at + 20)
  const open = line.indexOf('(', at)
  const text = open < 0 ? line.slice(at) : line.slice(open + 1).replace(/\)\s*$/, '')
  if (status.startsWith('sent')) return { text, outcome: 'delivered' }
  const failed = status.startsWith('bounced') || status.startsWith('expired') || status.startsWith('undel')
  return { text, outcome: failed ? 'failed' : 'deferred' }
}

/** `NOQUEUE: reject: RCPT from host[ip]: 554 5.7.1 …; from=<…> to=<…> proto=ESMTP helo=<…>` */
function postfixReject(line: string): LoggedReply | undefined {
  if (!line.includes('reject: ')) return undefined
  const at = line.search(
    /\b(?:milter-)?reject: (?:CONNECT|EHLO|HELO|MAIL|RCPT|DATA|END-OF-MESSAGE|VRFY|ETRN|AUTH)\b/,
  )
  if (at < 0) return undefined
  const start = line.indexOf(']: ', at)
  if (start < 0) return undefined
  const end = line.indexOf('; from=<', start)
  return { text: line.slice(start + 3, end < 0 ? undefined : end) }
}

const eximSigns = [' ** ', ' == ', ' => ', ' -> ', ' >> ']

/** `… ** user@host R=… T=…: text`, `… == user@host R=… T=… defer (-44): text`, `=> user@host … C="250 OK"` */
function exim(line: string): LoggedReply | undefined {
  if (!eximSigns.some((sign) => line.includes(sign))) return undefined
  const match = /^(?:.{0,60}?\s)?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (\*\*|==|=>|->|>>) /.exec(
    line,
  )
  if (match === null) return undefined
  const rest = line.slice(match[0].length)
  if (match[1] === '=>' || match[1] === '->' || match[1] === '>>')
    return { text: /C="([^"]{0,500})/.exec(rest)?.[1] ?? '250 OK', outcome: 'delivered' }
  const reason =
    /(?: defer \(-?\d+\)(?: H=\S+(?: \[[^\]]{1,50}\])?)?|(?: [A-Z]=\S+(?: \[[^\]]{1,50}\])?)+): /.exec(rest)
  const colon = rest.indexOf(': ')
  const start = reason === null ? (colon < 0 ? 0 : colon + 2) : reason.index + reason[0].length
  return { text: rest.slice(start), outcome: match[1] === '**' ? 'failed' : 'deferred' }
}

function sendmail(line: string): LoggedReply | undefined {
  const at = line.indexOf(', stat=')
  if (at < 0) return undefined
  const stat = line.slice(at + 7)
  if (/^(?:Sent|queued)\b/.test(stat)) return { text: stat, outcome: 'delivered' }
  const inner =
    /^(?:Service unavailable|User unknown|Deferred|Data format error|Host unknown): (?=[245]\d\d|.{12})/.exec(
      stat,
    )
  const text = inner === null ? stat : stat.slice(inner[0].length)
  if (stat.startsWith('Deferred')) return { text, outcome: 'deferred' }
  return { text, outcome: 'failed' }
}

function qmail(line: string): LoggedReply | undefined {
  if (!line.includes('delivery ') && !line.includes('_')) return undefined
  const match = /(?:\bdelivery \d+: |^)(success|failure|deferral): (?=\S)/.exec(line)
  if (match === null) return undefined
  const text = line
    .slice(match.index + match[0].length)
    .replaceAll('_', ' ')
    .replaceAll('/', ' ')
  const outcome = match[1] === 'success' ? 'delivered' : match[1] === 'failure' ? 'failed' : 'deferred'
  return { text, outcome }
}

function openSmtpd(line: string): LoggedReply | undefined {
  if (!line.includes('result=')) return undefined
  const match = /\bresult="?(Ok|TempFail|PermFail|LoopFail|LoopDetected)"? .{0,200}?stat="?/.exec(line)
  if (match === null) return undefined
  const text = line.slice(match.index + match[0].length).replace(/"\s*$/, '')
  const outcome = match[1] === 'Ok' ? 'delivered' : match[1] === 'TempFail' ? 'deferred' : 'failed'
  return { text, outcome }
}
