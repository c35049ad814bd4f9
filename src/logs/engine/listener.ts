import type { MessageLevel, TimelineKind } from '../mail-log.ts'
import type { ConnectFailure, DeliveryLine } from './delivery-line.ts'
import type { Line } from './line.ts'
import type { MessageOrigin } from './message-origin.ts'
import type { RejectLine } from './refusal-line.ts'

/**
 * Told of what the lines say, one line at a time: what `check` sums up into a `MailLog`. Where there is
 * no listener, nothing is decoded for it. Texts are Latin-1, as lines are read; the line is only valid
 * during the call.
 */
export interface LogListener {
  /** Before a line with a known program is read. False: nothing of it counts, and it is not read. */
  accepts(line: Line): boolean
  /** Nobody knows the head of this line, or it is no line of a program (`-- Boot 3f --`). */
  unknownHead(line: Line): void
  /** A client connected to a port of this host. */
  connected(line: Line): void
  arrived(line: Line, arrival: Arrival): void
  /**
   * One recipient, one attempt. `agent`: `smtp`, `lmtp`, `local`, `pipe`, …, named as Postfix's daemons.
   * `origin` is known of attempts that did not succeed only.
   */
  delivery(line: Line, agent: string, attempt: DeliveryLine, origin: MessageOrigin): void
  connectFailed(line: Line, failure: ConnectFailure): void
  refused(line: Line, refusal: RejectLine): void
  loggedIn(line: Line, user: string, client: string): void
  loginFailed(line: Line, failure: LoginFailure): void
  handshakeFailed(line: Line, failure: HandshakeFailure): void
  /** A warning, an error, or a notice that may tell of trouble. `text` is without tag and level. */
  message(line: Line, service: string, level: MessageLevel, text: string): void
  /** A mail server started, stopped, reloaded, or could not start a part of it. */
  changed(line: Line, kind: ServerChange, subject: string): void
  /** Lines of programs that move no mail: filters, resolvers, kernel, systemd, the syslog daemons. */
  otherProgram(line: Line): void
}

/** A queue file was handed in: by a client, or, where `client` is '', by a program of this host. */
export interface Arrival {
  /** Address of the client. */
  readonly client: string
  /** Log-in name; '' where the client did not log in. */
  readonly user: string
}

export interface LoginFailure {
  readonly client: string
  readonly user: string
  /** `imap-login`, `submission/smtpd`, …: where it was tried. */
  readonly service: string
  /** As logged. */
  readonly reason: string
  /** How many attempts the line stands for. */
  readonly attempts: number
  /** The server, not the password, was the reason. */
  readonly byServer: boolean
}

export interface HandshakeFailure {
  readonly service: string
  /** OpenSSL's words, where the line has them. */
  readonly reason: string
  /**
   * `accepting`: with client and reason. `announced`: the reason follows on the next line, which is `unnamed`.
   * `setup`: the server has no certificate or key that works.
   */
  readonly phase: 'accepting' | 'announced' | 'unnamed' | 'setup'
  readonly clientName: string
  readonly clientAddress: string
}

export type ServerChange = Extract<TimelineKind, 'started' | 'stopped' | 'reloaded' | 'failed'>
