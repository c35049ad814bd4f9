/** A statement of smtpd.conf(5), its macros replaced, as words. */
export interface OpenSmtpdStatement {
  /** Quotes are gone; `{`, `}` and `,` are words of their own; lower case only where the keyword is. */
  readonly words: readonly string[]
  readonly path: string
  readonly line: number
}

const mostStatements = 10_000

/**
 * Takes smtpd.conf(5) apart: `#` comments, `\` at the end of a line, "quoted strings", macros
 * (`name = "value"`, used as `$name`). Never fails; what makes no sense is a statement with odd words.
 */
export function parseOpenSmtpd(text: string, path: string): OpenSmtpdStatement[] {
  const macros = new Map<string, string>()
  const statements: OpenSmtpdStatement[] = []
  for (const { text: line, number } of joinedLines(text)) {
    const macro = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*"?([^"\n]*?)"?\s*$/.exec(line)
    if (macro?.[1] !== undefined) macros.set(macro[1], macro[2] ?? '')
    else {
      const words = wordsOf(line, macros)
      if (words.length > 0 && statements.length < mostStatements)
        statements.push({ words, path, line: number })
    }
  }
  return statements
}

function joinedLines(text: string): { text: string; number: number }[] {
  const joined: { text: string; number: number }[] = []
  let open: { text: string; number: number } | undefined
  let depth = 0
  text.split('\n').forEach((raw, index) => {
    const bare = withoutComment(raw)
    const continues = bare.trimEnd().endsWith('\\')
    const piece = continues ? bare.trimEnd().slice(0, -1) : bare
    open =
      open === undefined ? { text: piece, number: index + 1 } : { ...open, text: `${open.text} ${piece}` }
    depth += count(piece, '{') - count(piece, '}')
    if (continues || depth > 0) return
    joined.push(open)
    open = undefined
    depth = 0
  })
  return open === undefined ? joined : [...joined, open]
}

function withoutComment(line: string): string {
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') quoted = !quoted
    else if (line[index] === '#' && !quoted) return line.slice(0, index)
  }
  return line
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

function wordsOf(line: string, macros: ReadonlyMap<string, string>): string[] {
  const pieces = line.match(/"[^"]*"|[{},]|[^\s{},"]+/g) ?? []
  return pieces.map((piece) => {
    if (piece.startsWith('"')) return piece.slice(1, -1)
    return piece.startsWith('$') ? (macros.get(piece.slice(1)) ?? piece) : piece
  })
}
