/** Part of a text that decides which group it is in. */
const longest = 400
/** The name of a host stands behind these. */
const beforeNames = ['host', 'hostname', 'client', 'from', 'to']

/**
 * The template of a text: the text without what differs from message to message. There is one definition of it,
 * this one; `engine/reasons.ts` and `assembly/templates.ts` hash the same words as bytes, where replies are
 * counted by the million, and `test/logs/template.test.ts` holds that two texts have one template here just when
 * they have one hash there.
 *
 * Left out (`#`) are what stands in `<…>` and `[…]`; words with `@`; words with digits, but for reply codes
 * (`450`, `4.7.25`), which say what is meant; and (`*`) the name of a host behind host, hostname, client, from and
 * to: a word with a point in it, or one before `[`. Words end at a blank, `<`, `[`, `;`, `,`, `(`, `)` and `=`.
 *
 * Linear. "connect to mx.d.example[192.0.2.1]:25: Connection refused" → "connect to *[## Connection refused"
 */
export function templateOf(text: string, length = longest): string {
  const end = Math.min(text.length, length)
  let result = ''
  let at = 0
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === 60 || code === 91) {
      const close = text.indexOf(code === 60 ? '>' : ']', at + 1)
      result += `${text[at]}#`
      at = close < 0 || close >= end ? end : close + 1
      continue
    }
    const wordEnd = endOfWord(text, at, end)
    if (wordEnd === at) {
      result += text[at]
      at++
      continue
    }
    const word = text.slice(at, wordEnd)
    result += differs(word) ? '#' : word
    const name = beforeNames.includes(word) && text[wordEnd] === ' ' ? endOfName(text, wordEnd + 1, end) : 0
    if (name > 0) result += ' *'
    at = name > 0 ? name : wordEnd
  }
  return result
}

function endOfWord(text: string, start: number, end: number): number {
  let at = start
  while (at < end && !isDelimiter(text.charCodeAt(at))) at++
  return at
}

/** Blank, `<`, `[`, `;`, `,`, `(`, `)`, `=` */
function isDelimiter(code: number): boolean {
  return (
    code === 32 ||
    code === 60 ||
    code === 91 ||
    code === 59 ||
    code === 44 ||
    code === 40 ||
    code === 41 ||
    code === 61
  )
}

/** A word that differs from message to message. */
function differs(word: string): boolean {
  let digits = 0
  let points = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code === 64) return true
    if (code >= 48 && code <= 57) digits++
    else if (code === 46 || code === 45) points++
  }
  return digits > 0 && !isReplyCode(word.charCodeAt(0), digits, points, word.length)
}

/** `450`, `450-`, `4.7.25`: only digits and points, of a class of replies (RFC 5321 §4.2, RFC 3463 §2). */
export function isReplyCode(first: number, digits: number, points: number, length: number): boolean {
  const isOfClass = first === 50 || first === 52 || first === 53
  return isOfClass && digits + points === length && digits <= 5 && (points === 2 || digits === 3)
}

/** Where the name of a host ends: at a blank or before `[`; 0 where the word is no name. */
function endOfName(text: string, start: number, end: number): number {
  let at = start
  let isName = false
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 32) break
    if (code === 46) isName = true
    if (code === 91) return at
  }
  return isName ? at : 0
}
