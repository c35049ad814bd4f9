const longestLabel = 63
const longestName = 253

/** A name as it is compared and shown: lower case, without the trailing dot; the root is `.`. */
export function plainName(name: string): string {
  const lower = name.toLowerCase()
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/**
 * Whether a name can be asked for (RFC 1035 §2.3.4): labels of 1 to 63 printable ASCII characters,
 * 253 in all. Names that need an escape are not asked: nothing that mail uses has one.
 */
export function isAskable(name: string): boolean {
  const plain = plainName(name)
  if (plain === '.') return true
  if (plain.length > longestName || !/^[!-[\]-~]+$/.test(plain)) return false
  return plain.split('.').every((label) => label.length > 0 && label.length <= longestLabel)
}

/**
 * A label's bytes in presentation form (RFC 1035 §5.1): all that is not printable ASCII, a dot inside
 * the label and the backslash become `\DDD`, so that a label `mail.example` never looks like two.
 */
export function escapeLabel(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^!-\-/-[\]-~]/g, (character) => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`)
}

/** The reverse of `escapeLabel`, for data that is text and no name; read as UTF-8. */
export function unescapeLabel(text: string): string {
  const latin1 = text.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number(digits) & 0xff))
  return Buffer.from(latin1, 'latin1').toString('utf8')
}
