import { type Part, parameter } from './mime.ts'

/** Longest text that is taken from one part. */
const longest = 64 << 10

/** The readable text of a part: transfer encoding and charset undone, HTML without its tags. Bounded; never throws. */
export function textOf(part: Part, limit = longest): string {
  const isHtml = part.type === 'text/html'
  // Of HTML, markup is most.
  const most = (isHtml ? 4 : 2) * limit
  const raw = part.body.length > most ? part.body.slice(0, most) : part.body
  const encoding = (part.headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  const charset = parameter(part.headers.get('content-type') ?? '', 'charset')
  const text = decodeCharset(decodeTransfer(raw, encoding), charset)
  return (isHtml ? withoutTags(text) : text).slice(0, limit)
}

/** Undoes base64 or quoted-printable; other encodings are as they are. Latin-1 in, Latin-1 out. */
export function decodeTransfer(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1')
  if (encoding !== 'quoted-printable') return body
  return body
    .replace(/=[ \t]{0,80}\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** Text of Latin-1 "bytes" in a charset; what says it is ASCII or Latin-1 but is UTF-8 is read as UTF-8. */
export function decodeCharset(latin1: string, charset: string | undefined): string {
  const escapes = latin1.includes('\u001b$') || latin1.includes('\u001b(')
  if (!escapes && !/[\x80-\xff]/.test(latin1)) return latin1
  const bytes = Buffer.from(latin1, 'latin1')
  const named = escapes ? 'iso-2022-jp' : (charset ?? 'utf-8').toLowerCase()
  for (const name of ['utf-8', named === 'iso-2022-jp' && !escapes ? 'euc-jp' : named]) {
    const decoded = escapes && name === 'utf-8' ? undefined : decodeAs(bytes, name, name === 'utf-8')
    if (decoded !== undefined) return decoded
  }
  return latin1
}

function decodeAs(bytes: Uint8Array, charset: string, strict: boolean): string | undefined {
  try {
    const key = `${charset}${strict}`
    if (!decoders.has(key)) decoders.set(key, new TextDecoder(charset, { fatal: strict }))
    return decoders.get(key)?.decode(bytes)
  } catch {
    return undefined
  }
}

/** Undoes encoded words of a header (RFC 2047). */
export function decodeWords(value: string): string {
  const words = value.slice(0, 2_000).replace(/(\?=)\s+(=\?)/g, '$1$2')
  const decoded = words.replace(
    /=\?([\w.-]{1,40})(?:\*\w*)?\?([BbQq])\?([^?\s]{0,800})\?=/g,
    (_, charset: string, kind: string, text: string) => {
      const latin1 =
        kind === 'B' || kind === 'b'
          ? Buffer.from(text, 'base64').toString('latin1')
          : decodeTransfer(text.replaceAll('_', ' '), 'quoted-printable')
      return decodeCharset(latin1, charset)
    },
  )
  return decodeCharset(decoded, undefined)
}

function withoutTags(html: string): string {
  return withoutElements(html)
    .replace(/<(?:br|p|div|tr|li|h\d|td)\b[^<>]{0,1000}>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]{0,2000}>/gi, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#(?:39|x27);/gi, "'")
    .replace(/&#64;/g, '@')
    .replace(/&amp;/gi, '&')
}

/** Without what is no text for people; an element that never ends takes nothing with it. */
function withoutElements(html: string): string {
  const small = html.toLowerCase()
  const kept: string[] = []
  const endsAt = (name: string, from: number): number => small.indexOf(`</${name}`, from)
  const never = new Set<string>()
  let from = 0
  for (const { index, 1: name = '' } of small.matchAll(/<(style|script)\b/g)) {
    if (index < from || never.has(name)) continue
    const end = endsAt(name, index)
    if (end < 0) never.add(name)
    else {
      kept.push(html.slice(from, index))
      from = end
    }
  }
  return `${kept.join(' ')}${html.slice(from)}`
}
