import { eastAsianWidth as widthOf } from 'get-east-asian-width'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Columns that a text takes on a terminal; CJK characters take two. No control characters in it. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += widthOf(segment.codePointAt(0) ?? 0)
  return width
}

/** The text with blanks behind it, `width` columns wide at least. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Breaks text into lines of at most `width` columns: at blanks, inside CJK text and over-long words anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words(text)) {
    const joined = line + word
    if (displayWidth(joined.trimEnd()) <= width) {
      line = joined
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    const pieces = cut(word.trimStart(), width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Pieces that stay together: a word, or one wide character, with the mark or the blank after it. */
function words(text: string): string[] {
  return (
    text.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][、。，：；！？）」]?|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+[、。，：；！？）」]?\s*|\s+/g,
    ) ?? []
  )
}

function cut(word: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of segmenter.segment(word)) {
    if (displayWidth(piece + segment) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...pieces, piece]
}

/** One line of at most `width` columns; what is cut off is marked. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  return `${cut(text, Math.max(1, width - 1))[0] ?? ''}…`
}
