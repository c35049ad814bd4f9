import { isFromDaemon, looksLikeBounce } from './bounce-words.ts'
import { type MailReading, outcome } from './reading.ts'
import { addressIn, type Survey } from './survey.ts'

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
export function readAutoReply(mail: Survey): MailReading | undefined {
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
