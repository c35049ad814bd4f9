import { lostCount } from '../engine/lost-lines.ts'
import type { LogCoverage } from '../log-coverage.ts'
import type { Entry } from './entry.ts'
import { Counter, Groups } from './occurrences.ts'

/** Notices that the log itself lost lines, by the program that says so. */
export class LostLines {
  readonly #groups = new Groups<Counter & { messagesLost: number }>(50)

  read(entry: Entry, text: string): void {
    const lost = lostCount(text)
    if (lost === undefined) return
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
