import type { LogEntry } from './entry.ts'
import { dovecotLevel } from './levels.ts'
import type { Summary } from './summary.ts'
import { between } from './text.ts'
import { tlsFailureKind } from './tls.ts'

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

/** The commonest lines: ends of sessions and deliveries. */
const routine = [
  'Disconnected: Logged out',
  'Logged out ',
  'Connect from ',
  'Disconnect from ',
  'sieve: msgid=',
]

/** Seconds that a client waited for the auth process before it is the server's fault. */
const authNotReadySeconds = 5

/** Reads what Dovecot (2.2 to 2.4) logs: `service(user)<pid><session>: [Level: ]text`. */
export class DovecotLines {
  readonly #summary: Summary

  constructor(summary: Summary) {
    this.#summary = summary
  }

  read(entry: LogEntry): void {
    const { text } = entry
    const colon = text.indexOf(': ')
    if (colon < 0 || routine.some((words) => text.startsWith(words, colon + 2))) return
    const service = serviceOf(text, colon)
    const start = text.startsWith('Info: ', colon + 2) ? colon + 8 : colon + 2
    const rest = text.slice(start)
    if (service === 'master' || service === 'log') this.#master(entry, rest)
    const leveled = dovecotLevel(rest)
    if (leveled !== undefined) {
      if (leveled.text.includes('SSL') && leveled.text.includes('initialize')) this.#serverTls(entry, service)
      this.#summary.messages.add(entry, service, leveled.level, leveled.text)
    } else if (service.endsWith('-login')) this.#login(entry, service, rest)
    else this.#notice(entry, service, rest)
  }

  #master(entry: LogEntry, rest: string): void {
    const { timeline } = this.#summary
    if (rest.includes(' starting up')) timeline.add(entry, 'started', 'dovecot')
    else if (rest.startsWith('Warning: Killed with signal')) timeline.add(entry, 'stopped', 'dovecot')
    else if (rest.startsWith('Warning: SIGHUP received')) timeline.add(entry, 'reloaded', 'dovecot')
  }

  #login(entry: LogEntry, service: string, rest: string): void {
    const { logins } = this.#summary
    if (rest.startsWith('Login: ') || rest.startsWith('Logged in: ')) {
      logins.succeeded(entry, userOf(rest), clientOf(rest))
    } else if (rest.includes('(auth failed') || rest.includes('(auth_failed')) {
      logins.failed(entry, attemptOf(service, rest, attemptsOf(rest)))
    } else if (rest.includes('internal failure') || rest.includes('Internal error occurred')) {
      logins.serverFailed(entry, attemptOf(service, rest, 1))
    } else if (rest.includes('before auth was ready') && waitedSeconds(rest) >= authNotReadySeconds) {
      logins.serverFailed(entry, attemptOf(service, rest, 1))
    } else if (rest.includes('SSL_accept() failed') || rest.includes('TLS handshaking')) {
      const kind = rest.includes('SSL_accept() failed') ? tlsFailureKind(rest) : 'lost-connection'
      this.#summary.tls.add(entry, service, kind, 'unknown', clientOf(rest))
    } else this.#notice(entry, service, rest)
  }

  #notice(entry: LogEntry, service: string, rest: string): void {
    if (rest.startsWith('Debug: ') || rest.includes(': saved mail to ')) return
    if (notable.some((word) => rest.includes(word)))
      this.#summary.messages.add(entry, service, 'notice', rest)
  }

  #serverTls(entry: LogEntry, service: string): void {
    this.#summary.tls.add(entry, service, 'server-setup', 'unknown', clientOf(entry.text))
  }
}

/** `imap(alice)<411><session>` → `imap`; `lmtp(413)` → `lmtp`; `imap-login` → `imap-login`. */
function serviceOf(text: string, colon: number): string {
  for (let i = 0; i < colon; i++) {
    const code = text.charCodeAt(i)
    if (code === 40 || code === 60 || code === 91) return text.slice(0, i)
  }
  return text.slice(0, colon)
}

function attemptOf(service: string, rest: string, attempts: number) {
  const end = rest.indexOf(': user=<')
  const reason = rest.slice(0, end < 0 ? 200 : end)
  return { client: clientOf(rest), user: userOf(rest), service, reason, attempts }
}

function userOf(text: string): string {
  return between(text, 'user=<', '>') ?? ''
}

function clientOf(text: string): string {
  const start = text.indexOf('rip=')
  return start < 0 ? '' : (text.slice(start + 4).split(/[,\s]/, 1)[0] ?? '')
}

/** `(auth failed, 3 attempts in 14 secs)` */
function attemptsOf(text: string): number {
  const count = Number.parseInt(between(text, '(auth failed, ', ' ') ?? '1', 10)
  return count >= 1 && count <= 1_000 ? count : 1
}

/** `(disconnected before auth was ready, waited 60 secs)` */
function waitedSeconds(text: string): number {
  return Number.parseInt(between(text, 'waited ', ' ') ?? '0', 10) || 0
}
