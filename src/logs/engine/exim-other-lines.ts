import { ascii, find, matches } from './bytes.ts'
import type { EximEvents } from './exim-events.ts'
import { findRefusal } from './exim-refusal.ts'
import { Forms } from './forms.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { FailedLogins } from './logins.ts'
import type { MessageGroups } from './message-groups.ts'
import { stageStep } from './postfix-refusal.ts'

const withoutId = new Forms(
  'Start queue run|End queue run|Starting MTA|Stopping MTA|Start |End |using queue|listen |ATRN|Peer |peer |cipher|Expansion|[|exim |SMTP |TLS |no host name|unexpected |H=|daemon |Warning|WARNING|ALERT|syntax error|SIGHUP|SIGTERM|DKIM|lowest numbered|remote host|re-exec|Spool|spool|Process|DNS|failed to|Failed|U=|Unfrozen|rejected |temporarily |sender verify|Sender |Connection |connection |no IP address|refused |ignoring|queue_|no immediate|login|plain|cram|Authentic|dovecot|ident |socket |pid |fixed_|server_|LOGIN|PLAIN|User |pid=|cwd=|auth_|dnslists|host_|malware|clamd|spam|cannot|Cannot|could not|unable|Exim |<=|log |string|all hosts|==|the |input|remove|error|no |1|2|3|4|5|6|7|8|9|verify|proxy|PROXY|recipients|Message|DANE|tls|ACL|accept|discard|retry|hints|Fail|unqualified|Recipients|SAN |spf_|acl_'.split(
    '|',
  ),
)
const authenticator = ascii('authenticator failed for')
const synchronization = ascii('SMTP protocol synchronization error')
/** Stage of a refusal, behind those of Postfix (`Refusal.key`). */
const eximStage = 15 * stageStep

/** Exim's lines that no message has: refusals, failed log-ins, what it says of itself. */
export class EximOtherLines {
  readonly #journeys: Journeys
  readonly #logins: FailedLogins
  readonly #messages: MessageGroups
  readonly #events: EximEvents | undefined

  constructor(
    journeys: Journeys,
    logins: FailedLogins,
    messages: MessageGroups,
    events: EximEvents | undefined,
  ) {
    this.#journeys = journeys
    this.#logins = logins
    this.#messages = messages
    this.#events = events
  }

  /** True where the line, from `from` on, says that something was refused. */
  refused(line: Line, from: number): boolean {
    const found = findRefusal(line.bytes, from, line.end)
    if (found < 0) return false
    const { daemon, number } = line.program
    this.#journeys.refusals.add(line, found + 1, line.end, daemon, number === 0 ? 0 : eximStage + number)
    this.#events?.refused(line, line.text())
    return true
  }

  /** `start`: behind the time stamp and the pid. False where the form of the line is none that is known here. */
  read(line: Line, start: number): boolean {
    const { bytes, body, end } = line
    if (find(bytes, body, end, authenticator) >= 0) return this.#loginFailed(line)
    if (matches(bytes, start, end, synchronization)) {
      this.#journeys.refusals.add(line, start, end)
      return true
    }
    if (this.refused(line, Math.max(0, start - 1))) return true
    const text = line.text()
    const at = start - body
    const known = withoutId.fit(text, at) || text.includes(' H=') || text.includes(' authenticator ')
    const isTrouble = known && /error|warning|failed|alert/i.test(text)
    if (isTrouble) this.#messages.add(line, 'warning', text.slice(at))
    this.#events?.said(line, text.slice(at), isTrouble)
    return known
  }

  #loginFailed(line: Line): boolean {
    const text = line.text()
    const address = /\[([0-9a-fA-F.:]{2,45})\]/.exec(text)?.[1] ?? ''
    const user = /set_id=([^)\s]{1,254})/.exec(text)?.[1] ?? ''
    this.#logins.add(address, user, line.weight)
    this.#events?.loginFailed(line, address, user, text)
    return true
  }
}
