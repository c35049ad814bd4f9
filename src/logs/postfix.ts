import type { LogEntry } from './entry.ts'
import { postfixLevel } from './levels.ts'
import type { TimelineKind } from './mail-log.ts'
import { addressEnd, parseDelivery } from './postfix-delivery.ts'
import { parseReject } from './postfix-reject.ts'
import type { Summary } from './summary.ts'
import { between, namedAddress, queueIdEnd } from './text.ts'

/** Lines that count for nothing: what every healthy server writes all day. */
const routine = [
  'Trusted TLS connection ',
  'Untrusted TLS connection ',
  'Verified TLS connection ',
  'statistics: ',
  'lost connection after ',
  'timeout after ',
  'too many errors after ',
  'improper command pipelining after ',
  'NOQUEUE: lost connection after ',
  'NOQUEUE: client=',
  'starting the Postfix mail system',
  'refreshing the Postfix mail system',
  'stopping the Postfix mail system',
]

/** Reasons of a failed SASL log-in that lie with the server, not with the password (xsasl_dovecot_server.c). */
const serverReasons = ['Connection lost to authentication server', 'generic failure', 'emporary', 'Internal']

const lifecycle: readonly (readonly [string, TimelineKind])[] = [
  ['bad command startup', 'failed'],
  ['daemon started', 'started'],
  ['reload -- ', 'reloaded'],
  ['terminating on signal', 'stopped'],
]

/** Reads what the daemons of Postfix log. */
export class PostfixLines {
  readonly #summary: Summary

  constructor(summary: Summary) {
    this.#summary = summary
  }

  read(entry: LogEntry): void {
    const { text } = entry
    // The commonest lines first: this is the hot path.
    if (text.startsWith('connect from ')) this.#connected(entry)
    else if (!text.startsWith('disconnect from ') && !text.startsWith('Anonymous TLS ')) this.#other(entry)
  }

  #other(entry: LogEntry): void {
    const { text } = entry
    const colon = queueIdEnd(text)
    if (colon > 0) this.#queueFile(entry, text.slice(0, colon), colon + 2)
    else if (text.startsWith('NOQUEUE: reject: ')) this.#refused(entry, 9)
    else if (!routine.some((words) => text.startsWith(words))) this.#daemon(entry)
  }

  #daemon(entry: LogEntry): void {
    const { text, program } = entry
    if (text.startsWith('NOQUEUE: ')) this.#refused(entry, 9)
    else if (text.startsWith('connect to ')) this.#summary.deliveries.connectFailed(entry)
    else if (text.startsWith('SSL_accept error from ')) this.#acceptError(entry)
    else if (program.daemon === 'postscreen') this.#postscreen(entry)
    else if (program.daemon !== 'master' || !this.#lifecycle(entry)) this.#message(entry)
  }

  #connected(entry: LogEntry): void {
    if (entry.program.service === 'smtpd') this.#summary.traffic.connected(entry.at)
  }

  #queueFile(entry: LogEntry, queueId: string, start: number): void {
    const { text } = entry
    const { daemon } = entry.program
    if (text.startsWith('to=<', start)) this.#delivery(entry, queueId, start)
    else if (text.startsWith('removed', start)) this.#summary.open.removed(queueId)
    else if (text.startsWith('from=<', start)) this.#queued(entry, queueId, start)
    else if (text.startsWith('client=', start)) this.#client(entry, queueId, start)
    else if (daemon === 'cleanup' && text.startsWith('message-id=', start)) return
    else if (daemon === 'pickup') this.#pickedUp(entry, queueId, start)
    else if (text.startsWith('host ', start)) this.#notice(entry, text.slice(start))
    else this.#refused(entry, start)
  }

  #delivery(entry: LogEntry, queueId: string, start: number): void {
    const delivery = parseDelivery(entry.text, start, queueId)
    if (delivery === undefined) return
    const { deliveries, open, traffic } = this.#summary
    if (delivery.status === 'sent') {
      const local = deliveries.sent(entry, delivery)
      traffic.count(local ? 'deliveredLocally' : 'sentOut', entry.at)
      return
    }
    const status = failureStatus(delivery.status)
    if (status === undefined) return
    traffic.count(status === 'bounced' ? 'bounced' : 'deferred', entry.at)
    deliveries.failed(entry, delivery, status, open.get(queueId))
  }

  /** qmgr(8): `from=<f>, size=…, nrcpt=… (queue active)` or `from=<f>, status=expired, returned to sender`. */
  #queued(entry: LogEntry, queueId: string, start: number): void {
    const end = addressEnd(entry.text, start + 6)
    if (end < 0) return
    const { open, deliveries } = this.#summary
    open.sender(queueId, entry.text.slice(start + 6, end))
    if (!entry.text.startsWith('>, status=', end)) return
    const reply = entry.text.slice(end + 10)
    const delivery = { queueId, recipient: '', relay: 'none', dsn: '4.4.7', status: 'expired', reply }
    deliveries.failed(entry, delivery, 'expired', open.get(queueId))
  }

  #client(entry: LogEntry, queueId: string, start: number): void {
    const { text } = entry
    const user = text.includes('sasl_username=') ? afterWord(text, 'sasl_username=') : ''
    const { open, traffic, logins } = this.#summary
    open.opened(queueId, user)
    const client = namedAddress(text, start + 7)
    if (user !== '') {
      traffic.count('submitted', entry.at)
      logins.succeeded(entry, user, client?.address ?? '')
    } else if (client !== undefined && !isLoopback(client.address)) {
      traffic.count('received', entry.at)
    }
  }

  #pickedUp(entry: LogEntry, queueId: string, start: number): void {
    const from = between(entry.text, 'from=<', '>', start)
    if (from !== undefined) this.#summary.open.sender(queueId, from)
    this.#summary.traffic.count('submitted', entry.at)
  }

  #refused(entry: LogEntry, start: number): void {
    const reject = parseReject(entry.text, start)
    if (reject === undefined) return
    this.#summary.rejects.add(entry, reject)
    this.#summary.traffic.count('rejected', entry.at, entry.weight)
  }

  #acceptError(entry: LogEntry): void {
    const client = namedAddress(entry.text, 22)
    if (client === undefined) return
    const reason = entry.text.slice(client.end + 2)
    this.#summary.tls.acceptError(entry, client.name, client.address, reason)
  }

  #postscreen(entry: LogEntry): void {
    if (entry.text.startsWith('CONNECT from ')) this.#summary.traffic.connected(entry.at)
    if (postfixLevel(entry.text) !== undefined) this.#message(entry)
  }

  /** master(8) starts, reloads and ends; true where the line says no more than that. */
  #lifecycle(entry: LogEntry): boolean {
    const { text } = entry
    const found = lifecycle.find(([words]) => text.includes(words))
    if (found === undefined) return false
    this.#summary.timeline.add(entry, found[1], entry.program.name.split('/')[0] ?? 'postfix')
    return found[1] !== 'failed'
  }

  #message(entry: LogEntry): void {
    const leveled = postfixLevel(entry.text)
    if (leveled === undefined) {
      this.#notice(entry, entry.text)
      return
    }
    if (leveled.text.includes(': SASL ') && this.#saslFailure(entry, leveled.text)) return
    if (leveled.text.startsWith('TLS library problem') && entry.program.daemon === 'smtpd') {
      this.#summary.tls.opensslProblem(entry)
    }
    this.#summary.messages.add(entry, entry.program.daemon, leveled.level, leveled.text)
  }

  #notice(entry: LogEntry, text: string): void {
    this.#summary.messages.add(entry, entry.program.daemon, 'notice', text)
  }

  /** `h[ip]: SASL LOGIN authentication failed: reason[, sasl_username=u]` (smtpd_sasl_glue.c). */
  #saslFailure(entry: LogEntry, text: string): boolean {
    const client = namedAddress(text, 0)
    const words = ' authentication failed: '
    const at = text.indexOf(words)
    if (client === undefined || at < 0) return false
    const userAt = text.indexOf(', sasl_username=', at)
    const reason = text.slice(at + words.length, userAt < 0 ? text.length : userAt)
    const named = userAt < 0 ? '' : text.slice(userAt + 16)
    const attempt = {
      client: client.address,
      user: named === '(unavailable)' ? '' : named,
      service: entry.program.service,
      reason,
      attempts: 1,
    }
    const { logins, messages } = this.#summary
    if (serverReasons.some((word) => reason.includes(word))) {
      logins.serverFailed(entry, attempt)
      messages.add(entry, entry.program.daemon, 'warning', text)
    } else {
      logins.failed(entry, attempt)
    }
    return true
  }
}

function failureStatus(status: string): 'deferred' | 'bounced' | 'soft-bounce' | undefined {
  if (status === 'deferred') return 'deferred'
  if (status === 'bounced') return 'bounced'
  // `deliverable` and `undeliverable` are probes: nothing was delivered.
  return status === 'SOFTBOUNCE' ? 'soft-bounce' : undefined
}

function afterWord(text: string, word: string): string {
  const start = text.indexOf(word) + word.length
  const comma = text.indexOf(', ', start)
  return text.slice(start, comma < 0 ? text.length : comma)
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}
