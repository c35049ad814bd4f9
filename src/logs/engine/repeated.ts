import { ascii, find, matches, numberAt } from './bytes.ts'
import type { Line } from './line.ts'

const repeated = ascii('message repeated ')
const open = ascii(': [ ')

/**
 * `last message repeated 3 times`, as the BSDs and sysklogd fold equal lines: how often the line before came
 * again; 0 where the line says something else. Its first word is read as the tag.
 */
export function repeatedTimes({ program, bytes, body, end }: Line): number {
  if (program.name !== 'last' || !matches(bytes, body, end, repeated)) return 0
  return Math.min(numberAt(bytes, body + repeated.length, end), 1_000_000)
}

/** Whether the text of the line stood inside `message repeated 3 times: [ text]`. */
export function isFoldedText({ bytes, body }: Line): boolean {
  return bytes[body - 2] === 91 && bytes[body - 1] === 32 && matches(bytes, body - open.length, body, open)
}

/**
 * rsyslog folds equal lines: `message repeated 3 times: [ text]`. The line then stands for 3 more events with
 * that text; its body is moved there.
 */
export function repeatedText(line: Line): void {
  const { bytes, body, end } = line
  if (!matches(bytes, body, end, repeated)) return
  const text = find(bytes, body, Math.min(end, body + 60), open)
  if (text < 0) return
  const count = numberAt(bytes, body + repeated.length, end)
  line.weight = Math.max(1, Math.min(count, 1_000_000))
  line.body = text + open.length
  line.idLength = -1
  if (bytes[end - 1] === 93) line.end--
}
