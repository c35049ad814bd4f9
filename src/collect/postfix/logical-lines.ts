/** A logical line of main.cf, master.cf or a table: continuation lines joined, comments left out. */
export interface LogicalLine {
  /** Number of its first physical line, from 1. */
  readonly line: number
  readonly text: string
}

/** More than any configuration written by hand; what comes after is not looked at. */
const maximalLines = 200_000

/**
 * Joins physical lines to logical ones as Postfix does (postconf(5), "main.cf"): a line that begins
 * with white space continues the one before; empty lines and lines whose first visible character is
 * `#` are ignored, even between continuation lines. Never throws.
 */
export function logicalLines(text: string): LogicalLine[] {
  const found: { line: number; parts: string[] }[] = []
  let number = 0
  for (const physical of text.split('\n', maximalLines)) {
    number++
    const line = physical.trimEnd()
    const visible = line.trimStart()
    if (visible === '' || visible.startsWith('#')) continue
    const last = found.at(-1)
    if (visible.length < line.length && last !== undefined) last.parts.push(visible)
    else found.push({ line: number, parts: [visible] })
  }
  return found.map(({ line, parts }) => ({ line, text: parts.join(' ') }))
}
