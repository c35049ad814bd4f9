/** Longest header block of a bounce or of a part of it that is looked at. */
const longestHeader = 64 << 10
const mostParts = 100
/** RFC 3464 and 6522, 6532: the original, whole or its headers alone. */
const originalType =
  /^content-type:[ \t]*(?:message\/(?:rfc822|global)(?:-headers)?|text\/rfc822-headers)\b/im
/** qmail's and Exim's words before the copy. */
const copyLines = ['--- Below this line is a copy of the message.', '------ This is a copy of ']

/**
 * The original message that a bounce returns, as its bytes stand there, for whoever checks its signatures:
 * the part of a report that holds it, or what follows qmail's or Exim's line. Undefined where there is none.
 */
export function returnedOriginal(bytes: Uint8Array): Uint8Array | undefined {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = headerAt(mail, 0)
  const boundary = /^content-type:[^;]{1,100};(?:[^\n]|\n[ \t]){0,2000}?boundary="?([^"\r\n;]{1,200})/im.exec(
    header.text,
  )?.[1]
  return (boundary === undefined ? undefined : originalPart(mail, boundary.trimEnd())) ?? copyIn(mail)
}

function originalPart(mail: Buffer, boundary: string): Uint8Array | undefined {
  const delimiter = `\n--${boundary}`
  let at = mail.indexOf(delimiter, 0, 'latin1')
  for (let count = 0; at >= 0 && count < mostParts; count++) {
    const start = mail.indexOf('\n', at + delimiter.length) + 1
    if (start === 0) return undefined
    const end = mail.indexOf(delimiter, start - 1, 'latin1')
    const { text, bodyAt } = headerAt(mail, start)
    if (originalType.test(text)) {
      const original = mail.subarray(bodyAt, lineEndBefore(mail, end < 0 ? mail.length : end))
      return /^content-transfer-encoding:[ \t]*base64/im.test(text)
        ? Buffer.from(original.toString('latin1'), 'base64')
        : original
    }
    at = end
  }
  return undefined
}

/** The CRLF before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function lineEndBefore(mail: Buffer, end: number): number {
  return mail[end - 1] === 0x0d ? end - 1 : end
}

function copyIn(mail: Buffer): Uint8Array | undefined {
  for (const line of copyLines) {
    const at = mail.indexOf(line, 0, 'latin1')
    const end = at < 0 ? -1 : mail.indexOf('\n', at)
    if (end < 0) continue
    let start = end + 1
    while (mail[start] === 0x0a || mail[start] === 0x0d) start++
    return mail.subarray(start)
  }
  return undefined
}

/** The header block that begins at a place, and where what follows its blank line begins. */
function headerAt(mail: Buffer, start: number): { readonly text: string; readonly bodyAt: number } {
  const text = mail.toString('latin1', start, Math.min(mail.length, start + longestHeader))
  const blank = /^\r?\n|\r?\n\r?\n/.exec(text)
  const end = blank === null ? text.length : blank.index
  return { text: text.slice(0, end), bodyAt: start + end + (blank?.[0].length ?? 0) }
}
