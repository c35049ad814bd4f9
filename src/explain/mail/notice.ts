/** The failure as the notice tells it in free text. */
export interface NoticedRecipient {
  readonly address: string | undefined
  /** What the notice says of this recipient, on one line. */
  readonly text: string
}

/** Where the copy of the original mail begins: what comes after is no evidence. */
const copyMarks =
  /^[ \t>*-]*(?:-{2,}[ \t]*(?:this is a copy of (?:your|the) message|below this line is a copy|below this line is the original|the header of the original message|original message|unsent message follows|message header follows|returned message|included is a copy|return message|undelivered message follows|the body of the message is|message headers follow|original mail|forwarded message|message content|original header)|below is a copy of the original|original message (?:follows|headers?)|message headers follow|the original message(?! was| is| could| has)|original message:|mensaje original|mensagem original|messaggio originale|message d'origine|urspr[uü]ngliche nachricht|oorspronkelijk bericht|included is a copy of the message|your (?:original )?message (?:reads|follows)|returned message follows|-{5,} ?message header)/im

/** A row of underscores parts what a scanner or a lawyer adds ("scanned for viruses") from the notice. */
const footerMark = /\n[ \t]{0,8}_{8,}/

/** The text before the copy of the original mail, and that copy. */
export function splitCopy(given: string): [notice: string, copy: string] {
  const footer = footerMark.exec(given)
  const text =
    footer !== null && given.slice(0, footer.index).includes('@') ? given.slice(0, footer.index) : given
  const match = copyMarks.exec(text)
  if (match !== null && match.index > 0) return [text.slice(0, match.index), text.slice(match.index)]
  const headers = /\n[ \t]*\n[ \t]*(?:Received|Return-Path|X-Received|DKIM-Signature):/i.exec(text)
  return headers === null ? [text, ''] : [text.slice(0, headers.index), text.slice(headers.index)]
}

const nobody =
  /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|noreply|no-reply|abuse|support|helpdesk|hostmaster|daemon)@/i
const contact =
  /contact|assistance|help|questions|e-?mail us|write to|send (?:a |an )?(?:mail|email)|from\b.{0,20}$|mailto:|問い合わせ/i
/** What may stand before an address that opens the part about it. */
const opening =
  /^[\s<>"'*[({:.-]{0,40}(?:(?:to|recipient|address|unknown user|user|rcpt|failed|addressee|收件人)[\s:<"']{1,20})?$/i
/** Longest text about one recipient. */
const longest = 3_000

/**
 * Finds the failed recipients of a free-form notice (qmail, Exim, Sendmail 5, Exchange, carriers …): an address
 * at the beginning of a line opens the part about it. `others` are addresses that cannot have failed.
 */
export function readNotice(
  notice: string,
  others: ReadonlySet<string>,
  onlyOpening = false,
): NoticedRecipient[] {
  const places: { at: number; opens: boolean; address: string }[] = []
  for (const { at: start, text: found } of addressesIn(notice)) {
    const lineStart = notice.lastIndexOf('\n', start) + 1
    const before = notice.slice(Math.max(lineStart, start - 120), start)
    if (others.has(found.toLowerCase()) || nobody.test(found) || contact.test(before)) continue
    places.push({ at: lineStart, opens: opening.test(before), address: found })
    if (places.length > 2_000) break
  }
  const openers = places.filter(({ opens }) => opens)
  const chosen = firstOfEach(openers.length > 0 || onlyOpening ? openers : places)
  return chosen.map(({ at, address: found }, index) => ({
    address: found,
    text: oneLine(
      withoutReport(notice.slice(at, Math.min(chosen[index + 1]?.at ?? notice.length, at + longest))),
    ),
  }))
}

const localPart = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/
const domainPart = /[A-Za-z0-9.-]/
const mostCharacters = 250

/** Addresses in a text, found from their `@`: linear, for each looks at a bounded stretch around it. */
function* addressesIn(text: string): Generator<{ readonly at: number; readonly text: string }> {
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    let start = sign
    while (start > 0 && sign - start < 90 && localPart.test(text[start - 1] ?? '')) start--
    while (start < sign && /[.'`-]/.test(text[start] ?? '')) start++
    let end = sign + 1
    while (end < text.length && end - sign < mostCharacters && domainPart.test(text[end] ?? '')) end++
    const domain = text.slice(sign + 1, end).replace(/[.-]{1,20}$/, '')
    if (start === sign || !/^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/.test(domain)) continue
    yield { at: start, text: `${text.slice(start, sign)}@${domain}` }
  }
}

function firstOfEach<Place extends { readonly address: string }>(places: readonly Place[]): Place[] {
  const seen = new Set<string>()
  return places.filter(({ address: one }) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()))
}

/** A report's fields, or the next part of a message that was not taken apart, are no words about a recipient. */
function withoutReport(text: string): string {
  const end = text.search(/\n(?:--[^\s-]{8}|Reporting-MTA:|Content-Type:)/i)
  return end < 0 ? text : text.slice(0, end)
}

/** Unfolds a text to one line; a blank that stands alone is left as it is, for most do. */
export function oneLine(text: string): string {
  return text.replace(/ [\s\0]+|(?! )[\s\0]+/g, ' ').trim()
}
