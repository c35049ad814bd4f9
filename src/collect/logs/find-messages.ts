import type { MailLog, MessageGroup, MessageLevel } from '../../logs/mail-log.ts'

export interface MessageQuery {
  /** Stable words of the message, or several ways in which versions say it. Case counts. */
  readonly contains: string | readonly string[]
  /** Program as logged (`postfix/smtpd`), its last part (`smtpd`) or its service (`imap-login`). */
  readonly program?: string
  readonly levels?: readonly MessageLevel[]
}

/** Groups of log messages that hold the given words, most recent first. The verbatim text is searched. */
export function findMessages(log: MailLog, query: MessageQuery): readonly MessageGroup[] {
  const words = typeof query.contains === 'string' ? [query.contains] : query.contains
  return log.messages
    .filter((group) => words.some((word) => group.text.includes(word)))
    .filter((group) => query.program === undefined || isProgram(group, query.program))
    .filter((group) => query.levels === undefined || query.levels.includes(group.level))
    .toSorted((a, b) => b.lastAt - a.lastAt)
}

function isProgram(group: MessageGroup, program: string): boolean {
  return group.program === program || group.service === program || group.program.endsWith(`/${program}`)
}
