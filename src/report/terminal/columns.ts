import { displayWidth, truncate } from './wrap.ts'

/** A column wider than this leaves no room for the others. */
const widestColumn = 60

/** Lines of a table without borders, each at most `width` columns of the terminal. */
export function columnsOf(rows: readonly (readonly string[])[], width: number): string[] {
  const count = Math.max(0, ...rows.map((cells) => cells.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.min(widestColumn, Math.max(0, ...rows.map((cells) => displayWidth(cells[column] ?? '')))),
  )
  return rows.map((cells) => {
    const padded = cells.map((cell, column) => {
      const wide = widths[column] ?? 0
      const shown = column === cells.length - 1 ? cell : truncate(cell, wide)
      return shown + ' '.repeat(Math.max(0, wide - displayWidth(shown)))
    })
    return truncate(padded.join('  ').trimEnd(), width)
  })
}
