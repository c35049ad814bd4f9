/** Length of the Exim message ID at `at`: 16 characters, 23 since 4.97; 0 where there is none. */
export function eximIdLength(text: string, at: number): number {
  if (text.charCodeAt(at + 6) !== 45) return 0
  const long = text.charCodeAt(at + 18) === 45 && isBase62(text, at + 7, 11) && isBase62(text, at + 19, 4)
  const short = text.charCodeAt(at + 13) === 45 && isBase62(text, at + 7, 6) && isBase62(text, at + 14, 2)
  if (!(long || short) || !isBase62(text, at, 6)) return 0
  return long ? 23 : 16
}

function isBase62(text: string, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) {
    const code = text.charCodeAt(i)
    const fits = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    if (!fits) return false
  }
  return true
}

/** Skips what may stand before the ID: a zone, a pid, a second time stamp (in syslog). */
export function eximTextStart(text: string): number {
  let at = 0
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)) at = text.indexOf(' ', 19) + 1 || text.length
  if (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45) {
    if (/^[+-]\d{4} /.test(text.slice(at, at + 6))) at += 6
  }
  if (text.charCodeAt(at) === 91) {
    const close = text.indexOf('] ', at)
    if (close > 0 && close - at < 12) at = close + 2
  }
  return at
}

/** Value of a field such as ` S=`, up to the next blank; '' where it is missing. */
export function eximField(text: string, name: string, from: number): string {
  const at = text.indexOf(name, from)
  if (at < 0) return ''
  const start = at + name.length
  const end = text.indexOf(' ', start)
  return text.slice(start, end < 0 ? text.length : end)
}

/** The address in `H=name (helo) [192.0.2.1]:25`; '' for local submission. */
export function eximPeer(text: string, from: number): string {
  const host = text.indexOf(' H=', from)
  if (host < 0) return ''
  const open = text.indexOf('[', host)
  const close = text.indexOf(']', open)
  return open < 0 || close < 0 ? '' : text.slice(open + 1, close)
}

/** `SMTP error from remote mail server after RCPT TO:<u@d>: 450 4.2.0 …` → the reply; else the text itself. */
export function eximReply(text: string): string {
  const said =
    /SMTP error from remote mail(?:er| server) after [^:]{1,40}(?::<[^>]{0,320}>)?[^:]{0,60}: (.{1,2000})/.exec(
      text,
    )
  return said?.[1] ?? text
}

/** Where the final address of a delivery stands: `u <u@d>`, `a@b`, `:blackhole: <u@d>`, `/path <u@d>`. */
export function eximRecipient(text: string, start: number): { start: number; end: number; dropped: boolean } {
  const fields = text.indexOf(' R=', start)
  const colon = text.indexOf(': ', start)
  const end = fields >= 0 ? fields : colon >= 0 ? colon : text.length
  const dropped = text.startsWith(':blackhole:', start)
  const blank = text.indexOf(' ', start)
  const nameEnd = blank < 0 || blank > end ? end : blank
  const named = text.slice(start, nameEnd)
  const open = text.indexOf('<', nameEnd)
  if ((named.includes('@') && !named.startsWith('/') && !named.startsWith('|')) || open < 0 || open > end)
    return { start, end: nameEnd, dropped }
  const close = text.indexOf('>', open)
  return { start: open + 1, end: close < 0 ? end : close, dropped }
}
