import type { Entry } from './entry.ts'
import type { LogCoverage } from '../mail-log.ts'
import { Counter, Groups } from './occurrences.ts'
import { isDigit } from '../text.ts'

/**
 * Notices that the log itself lost lines: rsyslog's `imuxsock lost 42 messages from pid 812 due to
 * rate-limiting` and `begin to drop messages`, journald's `Suppressed 1234 messages from postfix.service`.
 */
export class LostLines {
  readonly #groups = new Groups<Counter & { messagesLost: number }>(50)

  read(entry: Entry, text: string): void {
    const lost = text.includes(' lost ') ? countAfter(text, ' lost ') : countAfter(text, 'Suppressed ')
    if (lost === 0 && !text.includes('begin to drop messages')) return
    const group = this.#groups.get(entry.program.name, () =>
      Object.assign(new Counter(entry), { messagesLost: 0 }),
    )
    group.add(entry)
    group.messagesLost += lost
  }

  groups(): LogCoverage['lost'] {
    return this.#groups
      .values()
      .map((group) => ({ ...group.occurrences(), messagesLost: group.messagesLost }))
  }
}

function countAfter(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at < 0 || !isDigit(text.charCodeAt(at + word.length))) return 0
  return Number.parseInt(text.slice(at + word.length, at + word.length + 12), 10)
}
