import { logicalLines } from './logical-lines.ts'
import { listItems, type TableEntry } from './table-references.ts'

const maximalEntries = 100_000

/** Entries of a text table for postmap (postmap(1)): key, white space, value. Keys in lower case. Never throws. */
export function parseTable(text: string): TableEntry[] {
  return logicalLines(text)
    .slice(0, maximalEntries)
    .map(({ line, text: logical }) => {
      const end = logical.search(/\s/)
      const key = end < 0 ? logical : logical.slice(0, end)
      return { key: key.toLowerCase(), value: end < 0 ? '' : logical.slice(end).trim(), line }
    })
}

/** Entries of /etc/aliases (aliases(5)): `name: value, value`; names may be quoted. */
export function parseAliases(text: string): TableEntry[] {
  return logicalLines(text)
    .slice(0, maximalEntries)
    .flatMap(({ line, text: logical }) => {
      const colon = logical.startsWith('"')
        ? logical.indexOf(':', logical.indexOf('"', 1))
        : logical.indexOf(':')
      if (colon < 0) return []
      const key = logical.slice(0, colon).trim().replace(/^"|"$/g, '').toLowerCase()
      return [{ key, value: logical.slice(colon + 1).trim(), line }]
    })
}

/** Entries of `inline:{ key=value, { key = text with blanks } }` (DATABASE_README). */
export function parseInlineTable(name: string): TableEntry[] {
  const inner = name.trim().replace(/^\{|\}$/g, '')
  return listItems(inner)
    .map((item) => item.replace(/^\{|\}$/g, ''))
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const equals = pair.indexOf('=')
      return {
        key: pair.slice(0, equals).trim().toLowerCase(),
        value: pair.slice(equals + 1).trim(),
        line: 0,
      }
    })
}
