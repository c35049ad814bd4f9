import { namedAddress } from '../text.ts'
import { addressEnd, parseConnectFailure, parseDelivery } from './delivery-line.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener, ServerChange } from './listener.ts'
import { noOrigin } from './message-origin.ts'
import { leveled } from './postfix-levels.ts'
import { saslFailure } from './postfix-sasl.ts'
import { parseReject } from './refusal-line.ts'

const clientWord = 'client='
const userWord = 'sasl_username='
const fromWord = 'from=<'
const statusWord = ', status='
const acceptWord = 'SSL_accept error from '

/** Notices that every healthy server writes all day, or that say what other lines say. */
const routine = [
  'NOQUEUE: ',
  'lost connection after ',
  'timeout after ',
  'too many errors after ',
  'improper command pipelining after ',
  'starting the Postfix mail system',
  'refreshing the Postfix mail system',
  'stopping the Postfix mail system',
]

/** Reasons of a failed SASL log-in that lie with the server, not with the password (xsasl_dovecot_server.c). */
const serverReasons = ['Connection lost to authentication server', 'generic failure', 'emporary', 'Internal']

const lifecycle: readonly (readonly [string, ServerChange])[] = [
  ['bad command startup', 'failed'],
  ['daemon started', 'started'],
  ['reload -- ', 'reloaded'],
  ['terminating on signal', 'stopped'],
]

/** Tells a listener what Postfix's lines say, decoded. Offsets are in the text behind the tag. */
export class PostfixEvents {
  readonly #listener: LogListener
  readonly #journeys: Journeys

  constructor(listener: LogListener, journeys: Journeys) {
    this.#listener = listener
    this.#journeys = journeys
  }

  /** `client=h[192.0.2.1], sasl_method=PLAIN, sasl_username=u` */
  arrived(line: Line, start: number): void {
    const text = line.text()
    const client = namedAddress(text, start + clientWord.length)?.address ?? ''
    const at = text.indexOf(userWord, start)
    const end = text.indexOf(', ', at)
    const user = at < 0 ? '' : text.slice(at + userWord.length, end < 0 ? text.length : end)
    if (client !== '' || user !== '') this.#listener.arrived(line, { client, user })
    if (user !== '') this.#listener.loggedIn(line, user, client)
  }

  /** pickup(8): from sendmail(1). */
  pickedUp(line: Line): void {
    this.#listener.arrived(line, { client: '', user: '' })
  }

  delivery(line: Line, row: number, start: number): void {
    const text = line.text()
    const attempt = parseDelivery(text, start, text.slice(0, start - 2))
    if (attempt === undefined) return
    const origin = attempt.status === 'sent' ? noOrigin : this.#journeys.originOf(row)
    this.#listener.delivery(line, line.program.daemon, attempt, origin)
  }

  /** qmgr(8): `from=<f>, status=expired, returned to sender`: nothing names the recipients. */
  expired(line: Line, row: number, start: number): void {
    const text = line.text()
    const end = addressEnd(text, start + fromWord.length)
    if (end < 0 || !text.startsWith(statusWord, end + 1)) return
    const reply = text.slice(end + 1 + statusWord.length)
    const attempt = { queueId: text.slice(0, start - 2), recipient: '', relay: 'none', dsn: '4.4.7', reply }
    const sender = text.slice(start + fromWord.length, end)
    this.#listener.delivery(
      line,
      line.program.daemon,
      { ...attempt, status: 'expired' },
      { ...this.#journeys.originOf(row), sender },
    )
  }

  refused(line: Line, start: number): void {
    const refusal = parseReject(line.text(), start)
    if (refusal !== undefined) this.#listener.refused(line, refusal)
  }

  /** A line that all servers write all day: postscreen's connections and dnsblog's answers count. */
  routine(line: Line): void {
    const { daemon } = line.program
    if (daemon === 'postscreen' && line.text().startsWith('CONNECT from ')) this.#listener.connected(line)
    else if (daemon === 'dnsblog') this.#listener.message(line, daemon, 'notice', line.text())
  }

  connected(line: Line): void {
    if (line.program.service === 'smtpd') this.#listener.connected(line)
  }

  /** Any other line that is no journey's; `from`: behind the queue ID, 0 where it has none. */
  read(line: Line, text: string, from: number): void {
    const { daemon } = line.program
    if (from > 0) {
      if (text.startsWith('host ', from)) this.#listener.message(line, daemon, 'notice', text.slice(from))
    } else if (text.startsWith('connect to ')) this.#connectFailed(line, text)
    else if (text.startsWith(acceptWord)) this.#acceptError(line, text)
    else if (daemon === 'master' && this.#isLifecycle(line, text)) return
    else this.#message(line, text)
  }

  #connectFailed(line: Line, text: string): void {
    const failure = parseConnectFailure(text)
    if (failure !== undefined) this.#listener.connectFailed(line, failure)
  }

  /** `SSL_accept error from h[192.0.2.1]: -1`, or with the reason in the place of the number. */
  #acceptError(line: Line, text: string): void {
    const client = namedAddress(text, acceptWord.length)
    if (client === undefined) return
    const reason = text.slice(client.end + 2)
    this.#listener.handshakeFailed(line, {
      service: line.program.service,
      reason: `SSL_accept error ${reason}`,
      phase: reason.startsWith('-') || reason.startsWith('0') ? 'announced' : 'accepting',
      clientName: client.name,
      clientAddress: client.address,
    })
  }

  /** master(8) starts, reloads and ends; true where the line says no more than that. */
  #isLifecycle(line: Line, text: string): boolean {
    const found = lifecycle.find(([words]) => text.includes(words))
    if (found === undefined) return false
    this.#listener.changed(line, found[1], line.program.instance)
    return found[1] !== 'failed'
  }

  #message(line: Line, text: string): void {
    const { daemon, service } = line.program
    const { level, text: said } = leveled(text)
    if (level === 'notice') {
      const isNotice = daemon !== 'postscreen' && !routine.some((words) => text.startsWith(words))
      if (isNotice) this.#listener.message(line, daemon, 'notice', text)
      return
    }
    if (this.#isLoginFailure(line, said)) return
    if (said.startsWith('TLS library problem') && daemon === 'smtpd')
      this.#listener.handshakeFailed(line, { ...unnamed, service, reason: said })
    this.#listener.message(line, daemon, level, said)
  }

  /** True where it was the client's password; the server's own trouble is a message too. */
  #isLoginFailure(line: Line, said: string): boolean {
    const failure = saslFailure(said, 0)
    if (failure === undefined) return false
    const byServer = serverReasons.some((word) => failure.reason.includes(word))
    this.#listener.loginFailed(line, { ...failure, service: line.program.service, attempts: 1, byServer })
    return !byServer
  }
}

/** smtpd logs OpenSSL's words on a line of their own, without the client. */
const unnamed = { phase: 'unnamed', clientName: 'unknown', clientAddress: '' } as const
