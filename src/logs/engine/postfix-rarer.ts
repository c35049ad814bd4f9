import type { Line } from './line.ts'
import type { FailedLogins } from './logins.ts'
import type { MessageGroups } from './message-groups.ts'
import type { PostfixEvents } from './postfix-events.ts'
import { isPostfixForm } from './postfix-forms.ts'
import { leveled } from './postfix-levels.ts'
import { saslFailure } from './postfix-sasl.ts'
import { queueIdLength } from './queue-id.ts'

const warning = 'warning: '

/** Postfix's lines that make no journey: read as text, because they are few. */
export class RarerPostfixLines {
  readonly #logins: FailedLogins
  readonly #warnings: MessageGroups
  readonly #events: PostfixEvents | undefined

  constructor(logins: FailedLogins, warnings: MessageGroups, events: PostfixEvents | undefined) {
    this.#logins = logins
    this.#warnings = warnings
    this.#events = events
  }

  /** False where the form is none that is known. */
  read(line: Line): boolean {
    const text = line.text()
    const length = queueIdLength(line.bytes, line.body, line.end)
    const from = length === 0 ? 0 : length + 2
    this.#events?.read(line, text, from)
    const failure = text.startsWith(warning) ? saslFailure(text, warning.length) : undefined
    if (failure !== undefined) this.#logins.add(failure.client, failure.user, line.weight, line.number)
    else if (from === 0) {
      const { level, text: said } = leveled(text)
      if (level !== 'notice') this.#warnings.add(line, level, said)
    }
    return isPostfixForm(text, from)
  }
}
