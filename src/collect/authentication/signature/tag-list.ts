/**
 * Reads a tag list, `a=rsa-sha256; d=example.org` (RFC 6376 §3.2). Names and values are case-sensitive; folds
 * around them do not count. A tag that stands twice, or what is no tag, makes the whole list invalid →
 * undefined. Never throws.
 */
export function parseTagList(text: string): ReadonlyMap<string, string> | undefined {
  const tags = new Map<string, string>()
  const parts = text.split(';')
  if (parts.length > 1 && parts.at(-1)?.trim() === '') parts.pop()
  for (const part of parts) {
    const equals = part.indexOf('=')
    const name = part.slice(0, Math.max(0, equals)).trim()
    if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(name) || tags.has(name)) return undefined
    tags.set(name, part.slice(equals + 1).trim())
  }
  return tags
}

/** The value of a tag whose folds are part of it (base64, lists), without any white space. */
export function withoutSpace(value: string): string {
  return value.replace(/[ \t\r\n]+/g, '')
}
