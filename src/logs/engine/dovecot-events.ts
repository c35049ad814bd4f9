import type { MessageLevel } from '../mail-log.ts'
import { between } from '../text.ts'
import { isWrongPassword, loginAttempts, loginClient, loginUser } from './dovecot-login.ts'
import type { Line } from './line.ts'
import type { HandshakeFailure, LogListener } from './listener.ts'

/** The words in front of trouble. */
export const dovecotLevels: readonly (readonly [string, MessageLevel])[] = [
  ['Warning: ', 'warning'],
  ['Error: ', 'error'],
  ['Fatal: ', 'fatal'],
  ['Panic: ', 'panic'],
]

/** Notices without a level word that a cause may stand in. */
const notable = [
  'save failed',
  'failed',
  'Quota exceeded',
  'temporar',
  'disabled plaintext',
  'disallowed plaintext',
  'disallowed cleartext',
  'Maximum number of connections',
]

/** Ends of sessions and deliveries: no news. */
const routine = [
  'Disconnected: Logged out',
  'Logged out ',
  'Connect from ',
  'Disconnect from ',
  'sieve: msgid=',
]

/** Seconds that a client waited for the auth process before it is the server's fault. */
const authNotReadySeconds = 5

/** Tells a listener what Dovecot (2.2 to 2.4) logs: `service(user)<pid><session>: [Level: ]text`. */
export class DovecotEvents {
  readonly #listener: LogListener

  constructor(listener: LogListener) {
    this.#listener = listener
  }

  read(line: Line, text: string): void {
    const colon = text.indexOf(': ')
    if (colon < 0 || routine.some((words) => text.startsWith(words, colon + 2))) return
    const service = serviceOf(text, colon)
    const start = text.startsWith('Info: ', colon + 2) ? colon + 8 : colon + 2
    const rest = text.slice(start)
    if (service === 'master' || service === 'log') this.#master(line, rest)
    const found = dovecotLevels.find(([word]) => rest.startsWith(word))
    if (found !== undefined) this.#leveled(line, service, found[1], rest.slice(found[0].length))
    else if (service.endsWith('-login')) this.#login(line, service, rest)
    else this.#notice(line, service, rest)
  }

  #master(line: Line, rest: string): void {
    if (rest.includes(' starting up')) this.#listener.changed(line, 'started', 'dovecot')
    else if (rest.startsWith('Warning: Killed with signal'))
      this.#listener.changed(line, 'stopped', 'dovecot')
    else if (rest.startsWith('Warning: SIGHUP received')) this.#listener.changed(line, 'reloaded', 'dovecot')
  }

  #leveled(line: Line, service: string, level: MessageLevel, said: string): void {
    if (said.includes('SSL') && said.includes('initialize'))
      this.#listener.handshakeFailed(line, handshake('setup', service, said))
    this.#listener.message(line, service, level, said)
  }

  #login(line: Line, service: string, rest: string): void {
    if (rest.startsWith('Login: ') || rest.startsWith('Logged in: ')) {
      this.#listener.loggedIn(line, loginUser(rest), loginClient(rest))
    } else if (isWrongPassword(rest, 0)) this.#failed(line, service, rest, loginAttempts(rest), false)
    else if (isServersFault(rest)) this.#failed(line, service, rest, 1, true)
    else if (rest.includes('SSL_accept() failed') || rest.includes('TLS handshaking')) {
      const reason = rest.includes('SSL_accept() failed') ? rest : 'Connection lost'
      this.#listener.handshakeFailed(line, { ...handshake('accepting', service, rest), reason })
    } else this.#notice(line, service, rest)
  }

  #failed(line: Line, service: string, rest: string, attempts: number, byServer: boolean): void {
    const end = rest.indexOf(': user=<')
    const reason = rest.slice(0, end < 0 ? 200 : end)
    const [client, user] = [loginClient(rest), loginUser(rest)]
    this.#listener.loginFailed(line, { client, user, service, reason, attempts, byServer })
  }

  #notice(line: Line, service: string, rest: string): void {
    if (rest.startsWith('Debug: ') || rest.includes(': saved mail to ')) return
    if (notable.some((word) => rest.includes(word))) this.#listener.message(line, service, 'notice', rest)
  }
}

function handshake(phase: 'accepting' | 'setup', service: string, text: string): HandshakeFailure {
  return { phase, service, reason: text, clientName: 'unknown', clientAddress: loginClient(text) }
}

function isServersFault(rest: string): boolean {
  if (rest.includes('internal failure') || rest.includes('Internal error occurred')) return true
  return rest.includes('before auth was ready') && waitedSeconds(rest) >= authNotReadySeconds
}

/** `(disconnected before auth was ready, waited 60 secs)` */
function waitedSeconds(text: string): number {
  return Number.parseInt(between(text, 'waited ', ' ') ?? '0', 10) || 0
}

/** `imap(alice)<411><session>` → `imap`; `lmtp(413)` → `lmtp`; `imap-login` → `imap-login`. */
function serviceOf(text: string, colon: number): string {
  for (let i = 0; i < colon; i++) {
    const code = text.charCodeAt(i)
    if (code === 40 || code === 60 || code === 91) return text.slice(0, i)
  }
  return text.slice(0, colon)
}
