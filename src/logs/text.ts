/**
 * Text of log lines. Lines are decoded as Latin-1 (fast, never fails); what is kept is copied out of
 * the block that it came from, so that a word does not hold a block in memory, and read as UTF-8.
 */
export function keep(text: string, limit = 2_000): string {
  const bytes = Buffer.from(text.length > limit ? text.slice(0, limit) : text, 'latin1')
  return bytes.toString('utf8')
}

/** A copy that does not hold its block; still Latin-1, for keys. */
export function detach(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

/** What stands between `before` and the next `after`; undefined where either is missing. */
export function between(text: string, before: string, after: string, from = 0): string | undefined {
  const start = text.indexOf(before, from)
  if (start < 0) return undefined
  const end = text.indexOf(after, start + before.length)
  return end < 0 ? undefined : text.slice(start + before.length, end)
}

/** Domain of an address, lower case; '' where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : address.slice(at + 1).toLowerCase()
}

export interface NamedAddress {
  readonly name: string
  readonly address: string
  /** Where the rest of the text goes on. */
  readonly end: number
}

/** `h[192.0.2.1]`, `unknown[IPv6:2001:db8::1]`, `h[192.0.2.1]:25`, postscreen's `[192.0.2.1]:4711`. */
export function namedAddress(text: string, start: number): NamedAddress | undefined {
  const open = text.indexOf('[', start)
  if (open < 0 || open - start > 255) return undefined
  const close = text.indexOf(']', open)
  if (close < 0 || close - open > 128) return undefined
  let end = close + 1
  if (text.charCodeAt(end) === 58 && isDigit(text.charCodeAt(end + 1))) {
    end++
    while (isDigit(text.charCodeAt(end))) end++
  }
  const address = text.slice(open + 1, close)
  return {
    name: text.slice(start, open),
    address: address.startsWith('IPv6:') ? address.slice(5) : address,
    end,
  }
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
