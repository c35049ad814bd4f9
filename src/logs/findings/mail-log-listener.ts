import type { ConnectFailure, DeliveryLine } from '../engine/delivery-line.ts'
import type { Line } from '../engine/line.ts'
import type {
  Arrival,
  HandshakeFailure,
  LoginFailure,
  LogListener,
  ServerChange,
} from '../engine/listener.ts'
import type { MessageOrigin } from '../engine/message-origin.ts'
import { queueIdLength } from '../engine/queue-id.ts'
import type { RejectLine } from '../engine/refusal-line.ts'
import { isFoldedText } from '../engine/repeated.ts'
import type { LogCoverage } from '../log-coverage.ts'
import type { MailLog, MessageLevel } from '../mail-log.ts'
import type { ZoneOffset } from '../zone.ts'
import { Deliveries } from './deliveries.ts'
import { Entry } from './entry.ts'
import { FilterLines } from './filter-lines.ts'
import { Handshakes } from './handshakes.ts'
import { Instants } from './instants.ts'
import type { LogInput } from './log-input.ts'
import { LoginSummary } from './logins.ts'
import { LostLines } from './lost-lines.ts'
import { Messages } from './messages.ts'
import { Rejects } from './rejects.ts'
import { SourceSpan } from './source-span.ts'
import { SystemLines } from './system-lines.ts'
import { Timeline } from './timeline.ts'
import { TrafficCounter } from './traffic.ts'

export interface WindowOptions {
  /** Lines before it do not count; milliseconds since 1970 UTC. */
  readonly from: number
  readonly now: number
  /** Of the host, for time stamps without zone. */
  readonly zone: ZoneOffset
}

/** Sums up what the engine tells of the lines of a window: groups of like events, in bounded memory. */
export class MailLogListener implements LogListener {
  readonly #options: WindowOptions
  readonly #instants: Instants
  readonly #entry = new Entry()
  readonly #deliveries = new Deliveries()
  readonly #rejects = new Rejects()
  readonly #messages = new Messages()
  readonly #logins = new LoginSummary()
  readonly #handshakes = new Handshakes()
  readonly #traffic = new TrafficCounter()
  readonly #timeline = new Timeline()
  readonly #lost = new LostLines()
  readonly #system = new SystemLines(this.#messages, this.#timeline)
  readonly #filters = new FilterLines(this.#messages)
  #source: SourceSpan | undefined

  constructor(options: WindowOptions) {
    this.#options = options
    this.#instants = new Instants(options.now, options.zone)
  }

  /** What follows is of this input. */
  beginInput(input: LogInput): SourceSpan {
    this.#source = new SourceSpan(input, this.#options.from)
    this.#entry.where = input.where
    this.#entry.isNumbered = input.fromMiddle !== true
    return this.#source
  }

  accepts(line: Line): boolean {
    const at = this.#instants.of(line)
    if (at === undefined) {
      this.#source?.strange()
      return false
    }
    if (line.program.name === 'last' && this.#isRepeated(line, at)) return false
    this.#entry.begin(line, at)
    if (this.#source?.holds(this.#entry) !== true) return false
    return !isFoldedText(line) || queueIdLength(line.bytes, line.body, line.end) === 0
  }

  /** BSD syslogd: `last message repeated 3 times`. */
  #isRepeated(line: Line, at: number): boolean {
    const times = /^message repeated (\d{1,6}) times/.exec(line.text())?.[1]
    for (const counter of this.#entry.counted) counter.addAgain(Number(times ?? 0), at)
    return times !== undefined
  }

  unknownHead(_line: Line): void {
    this.#source?.strange()
  }

  connected(_line: Line): void {
    this.#traffic.connected(this.#entry.at)
  }

  arrived(_line: Line, { client, user }: Arrival): void {
    const isOwn = user !== '' || client === ''
    if (isOwn) this.#traffic.count('submitted', this.#entry.at)
    else if (!isLoopback(client)) this.#traffic.count('received', this.#entry.at)
  }

  delivery(_line: Line, agent: string, attempt: DeliveryLine, origin: MessageOrigin): void {
    const entry = this.#entry
    if (attempt.status === 'sent') {
      const isLocal = this.#deliveries.sent(entry, agent, attempt)
      this.#traffic.count(isLocal ? 'deliveredLocally' : 'sentOut', entry.at)
      return
    }
    const failed = this.#deliveries.failed(entry, agent, attempt, origin)
    if (failed === 'bounced') this.#traffic.count('bounced', entry.at)
    else if (failed === 'deferred' || failed === 'soft-bounce') this.#traffic.count('deferred', entry.at)
  }

  connectFailed(_line: Line, failure: ConnectFailure): void {
    this.#deliveries.connectFailed(this.#entry, failure)
  }

  refused(_line: Line, refusal: RejectLine): void {
    this.#rejects.add(this.#entry, refusal)
    this.#traffic.count('rejected', this.#entry.at, this.#entry.weight)
  }

  loggedIn(_line: Line, user: string, client: string): void {
    this.#logins.succeeded(this.#entry, user, client)
  }

  loginFailed(_line: Line, failure: LoginFailure): void {
    if (failure.byServer) this.#logins.serverFailed(this.#entry, failure)
    else this.#logins.failed(this.#entry, failure)
  }

  handshakeFailed(_line: Line, failure: HandshakeFailure): void {
    this.#handshakes.failed(this.#entry, failure)
  }

  message(_line: Line, service: string, level: MessageLevel, text: string): void {
    this.#messages.add(this.#entry, service, level, text)
  }

  changed(_line: Line, kind: ServerChange, subject: string): void {
    this.#timeline.add(this.#entry, kind, subject)
  }

  otherProgram(line: Line): void {
    const { family } = line.program
    if (family === 'kernel') this.#system.kernel(this.#entry, line.text())
    else if (family === 'systemd') this.#system.systemd(this.#entry, line.text())
    else if (family === 'filter') this.#filters.read(this.#entry, line.text())
    else if (family === 'syslog') this.#lost.read(this.#entry, line.text())
  }

  lost(): LogCoverage['lost'] {
    return this.#lost.groups()
  }

  findings(): Omit<MailLog, 'coverage'> {
    return {
      deliveries: this.#deliveries.failures(),
      accepted: this.#deliveries.accepted(),
      connectFailures: this.#deliveries.connectFailures(),
      rejects: this.#rejects.groups(),
      messages: this.#messages.groups(),
      logins: this.#logins.summary(),
      tlsFailures: this.#handshakes.groups(),
      traffic: this.#traffic.summary(),
      timeline: this.#timeline.events(),
    }
  }
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}
