interface Token {
  readonly text: string
  readonly at: number
}

/**
 * On which line of a JSON text a path leads to something; lines count from 1. Where it does not lead to the end,
 * the line of the last part that is there. The text is known to be JSON: nothing else is asked for.
 */
export function lineOfPath(text: string, path: readonly string[]): number {
  const tokens: Token[] = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }))
  let value = 0
  let found = tokens[0]
  for (const part of path) {
    const member = memberOf(tokens, value, part)
    if (member === undefined) break
    found = tokens[member.at]
    value = member.value
  }
  return text.slice(0, found?.at ?? 0).split('\n').length
}

/** Where a member of the object or list at `open` begins, and where its value does. */
function memberOf(tokens: readonly Token[], open: number, name: string) {
  const isObject = tokens[open]?.text === '{'
  if (!isObject && tokens[open]?.text !== '[') return undefined
  let at = open + 1
  for (let count = 0; at < tokens.length && !/^[\]}]$/.test(tokens[at]?.text ?? ''); count++) {
    const key: unknown = isObject ? JSON.parse(tokens[at]?.text ?? '""') : String(count)
    const value = isObject ? at + 2 : at
    if (key === name) return { at, value }
    at = afterValue(tokens, value)
    if (tokens[at]?.text === ',') at++
  }
  return undefined
}

function afterValue(tokens: readonly Token[], from: number): number {
  let at = from
  let depth = 0
  do {
    const text = tokens[at]?.text
    if (text === '{' || text === '[') depth++
    else if (text === '}' || text === ']') depth--
    at++
  } while (depth > 0 && at < tokens.length)
  return at
}
