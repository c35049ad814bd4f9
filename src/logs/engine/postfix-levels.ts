import type { MessageLevel } from '../mail-log.ts'

/** What may stand in front of a text (msg_output(3)); debug and info are notices like those without a word. */
const levels: readonly (readonly [string, MessageLevel])[] = [
  ['warning: ', 'warning'],
  ['error: ', 'error'],
  ['fatal: ', 'fatal'],
  ['panic: ', 'panic'],
  ['debug: ', 'notice'],
  ['info: ', 'notice'],
]

/** The level that a text begins with, and the rest; a notice keeps its words. */
export function leveled(text: string): { level: MessageLevel; text: string } {
  const found = levels.find(([word]) => text.startsWith(word))
  if (found === undefined || found[1] === 'notice') return { level: 'notice', text }
  return { level: found[1], text: text.slice(found[0].length) }
}

/** Whether a word that names a level stands there. */
export function hasLevel(text: string, from: number): boolean {
  return levels.some(([word]) => text.startsWith(word, from))
}
