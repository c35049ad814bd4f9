/** Part of a text that decides which group it is in. */
const longest = 400
const maskedAfter = ['from', 'hostname', 'client']

/**
 * Masks what differs between messages of one kind: numbers, addresses, queue IDs, sessions, what
 * stands in `<…>`, and the names of clients. Linear. "warning: connect to Milter service
 * inet:127.0.0.1:11332" → "warning: connect to Milter service inet:#"
 */
export function templateOf(text: string): string {
  const source = text.length > longest ? text.slice(0, longest) : text
  let result = ''
  let previous = ''
  let position = 0
  while (position < source.length) {
    const code = source.charCodeAt(position)
    if (code === 60) {
      const close = source.indexOf('>', position)
      const end = close < 0 ? source.length : close + 1
      result += '<#>'
      position = end
      continue
    }
    if (isDelimiter(code)) {
      result += source[position]
      position++
      continue
    }
    let end = position + 1
    while (end < source.length && !isDelimiter(source.charCodeAt(end)) && source.charCodeAt(end) !== 60) end++
    const word = source.slice(position, end)
    result += maskWord(word, previous)
    previous = word
    position = end
  }
  return result
}

/** Blank, tab and `[ ] ( ) , ; = " '` */
function isDelimiter(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 91 ||
    code === 93 ||
    code === 40 ||
    code === 41 ||
    code === 44 ||
    code === 59 ||
    code === 61 ||
    code === 34 ||
    code === 39
  )
}

function maskWord(word: string, previous: string): string {
  if (maskedAfter.includes(previous)) return '#'
  const end = word.endsWith(':') ? word.length - 1 : word.length
  let digits = false
  let points = false
  let hexadecimal = true
  for (let i = 0; i < end; i++) {
    const code = word.charCodeAt(i)
    if (code >= 48 && code <= 57) digits = true
    else if (code === 58 || code === 46) points = true
    else if (code === 64) return '#'
    else if (!((code >= 65 && code <= 70) || (code >= 97 && code <= 102))) hexadecimal = false
  }
  if (!digits) return word
  // An address, with or without port, or an ID.
  if (hexadecimal && (points || end >= 6)) return end < word.length ? '#:' : '#'
  return maskDigits(word)
}

function maskDigits(word: string): string {
  let result = ''
  let masked = false
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    const digit = code >= 48 && code <= 57
    if (!digit) result += word[i]
    else if (!masked) result += '#'
    masked = digit
  }
  return result
}
