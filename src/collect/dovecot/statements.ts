/**
 * One line of a Dovecot configuration file or of `doveconf` output. The grammar is the same in 2.3 and
 * 2.4: `key = value`, `name argument {`, `}`, `!include glob`, `#` comments, `\` at the end joins lines.
 */
export type Statement = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'open'; readonly name: string; readonly argument: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'include'; readonly pattern: string; readonly mayBeMissing: boolean }
  | { readonly kind: 'unreadable' }
)

/** Splits a file into statements, with the line each begins at. Never throws; linear in its length. */
export function parseStatements(text: string): Statement[] {
  return joinedLines(text).flatMap(({ line, text: raw }) => {
    const content = raw.trim()
    return content === '' || content.startsWith('#') ? [] : [parseStatement(content, line)]
  })
}

function joinedLines(text: string): { line: number; text: string }[] {
  const joined: { line: number; text: string }[] = []
  let open: { line: number; parts: string[] } | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const continues = content.endsWith('\\') && !content.trimStart().startsWith('#')
    const part = continues ? content.slice(0, -1) : content
    open ??= { line: index + 1, parts: [] }
    open.parts.push(open.parts.length === 0 ? part : part.trimStart())
    if (continues) continue
    joined.push({ line: open.line, text: open.parts.join('') })
    open = undefined
  }
  if (open !== undefined) joined.push({ line: open.line, text: open.parts.join('') })
  return joined
}

function parseStatement(content: string, line: number): Statement {
  const place = { line, text: content }
  if (content.startsWith('!include')) return includeStatement(content, place)
  const statement = withoutComment(content)
  if (statement === '}') return { ...place, kind: 'close' }
  const equals = statement.indexOf('=')
  if (statement.endsWith('{') && !hasNameBefore(statement, equals)) {
    const [name = '', ...argument] = statement
      .slice(0, -1)
      .trim()
      .split(/[ \t]+/)
    return { ...place, kind: 'open', name, argument: unquoted(argument.join(' ')) }
  }
  if (equals <= 0) return { ...place, kind: 'unreadable' }
  const name = statement.slice(0, equals).trim()
  return { ...place, kind: 'setting', name, value: unquoted(statement.slice(equals + 1).trim()) }
}

/** `name = value {` is a setting; `namespace a=b {` is a section whose name holds an equals sign. */
function hasNameBefore(statement: string, equals: number): boolean {
  return equals > 0 && !/[ \t]/.test(statement.slice(0, equals).trim())
}

function includeStatement(content: string, place: { line: number; text: string }): Statement {
  const [word = '', ...pattern] = content.split(/[ \t]+/)
  if (word !== '!include' && word !== '!include_try') return { ...place, kind: 'unreadable' }
  const mayBeMissing = word === '!include_try'
  return { ...place, kind: 'include', pattern: unquoted(pattern.join(' ')), mayBeMissing }
}

/** A `#` begins a comment only after white space and outside quotes (2.3 config-parser.c). */
function withoutComment(content: string): string {
  let quote = ''
  for (let index = 0; index < content.length; index += 1) {
    const character = content.charAt(index)
    if (character === '\\' && quote !== '') index += 1
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '#' && isBlank(content.charAt(index - 1))) return content.slice(0, index).trimEnd()
  }
  return content
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}

function unquoted(value: string): string {
  const quote = value.charAt(0)
  if (value.length < 2 || (quote !== '"' && quote !== "'") || !value.endsWith(quote)) return value
  const inner = value.slice(1, -1)
  return quote === '"' ? inner.replace(/\\(.)/g, '$1') : inner
}
