import type { MessageLevel } from './mail-log.ts'

export interface LeveledText {
  readonly level: MessageLevel
  readonly text: string
}

const postfixLevels: readonly (readonly [string, MessageLevel])[] = [
  ['warning: ', 'warning'],
  ['error: ', 'error'],
  ['fatal: ', 'fatal'],
  ['panic: ', 'panic'],
]
const dovecotLevels: readonly (readonly [string, MessageLevel])[] = [
  ['Warning: ', 'warning'],
  ['Error: ', 'error'],
  ['Fatal: ', 'fatal'],
  ['Panic: ', 'panic'],
]

/** `warning: text` of Postfix (msg_output(3)). */
export function postfixLevel(text: string): LeveledText | undefined {
  return levelOf(text, postfixLevels)
}

/** `Error: text` of Dovecot. */
export function dovecotLevel(text: string): LeveledText | undefined {
  return levelOf(text, dovecotLevels)
}

function levelOf(text: string, levels: typeof postfixLevels): LeveledText | undefined {
  const found = levels.find(([word]) => text.startsWith(word))
  return found === undefined ? undefined : { level: found[1], text: text.slice(found[0].length) }
}
