import { loopback } from './addresses.ts'
import { hashBytes } from './bytes.ts'
import {
  confirmedId,
  eximField,
  eximIdLength,
  eximPeer,
  eximRecipient,
  eximTextStart,
  isLoopback,
} from './exim-line.ts'
import { EximEvents, type EximPlace } from './exim-events.ts'
import { Forms } from './forms.ts'
import { networkKey } from '../figures/networks.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import type { FailedLogins } from './logins.ts'
import type { MessageGroups } from './message-groups.ts'
import { none, state } from './queue-files.ts'

const withoutId = new Forms(
  'Start queue run|End queue run|Starting MTA|Stopping MTA|Start |End |using queue|listen |ATRN|Peer |peer |cipher|Expansion|[|exim |SMTP |TLS |no host name|unexpected |H=|daemon |Warning|WARNING|ALERT|syntax error|SIGHUP|SIGTERM|DKIM|lowest numbered|remote host|re-exec|Spool|spool|Process|DNS|failed to|Failed|U=|Unfrozen|rejected |temporarily |sender verify|Sender |Connection |connection |no IP address|refused |ignoring|queue_|no immediate|login|plain|cram|Authentic|dovecot|ident |socket |pid |fixed_|server_|LOGIN|PLAIN|User |pid=|cwd=|auth_|dnslists|host_|malware|clamd|spam|cannot|Cannot|could not|unable|Exim |<=|log |string|all hosts|==|the |input|remove|error|no |1|2|3|4|5|6|7|8|9|verify|proxy|PROXY|recipients|Message|DANE|tls|ACL|accept|discard|retry|hints|Fail|unqualified|Recipients|SAN |spf_|acl_'.split(
    '|',
  ),
)
const notTried = /retry time not reached|defer \(-5[1-4]\)/
const tooOld = /retry timeout exceeded|failing for a long time|timeout on waiting/i
const refusal =
  / (?:temporarily )?rejected (?:RCPT|MAIL|EHLO|HELO|connection|after|DATA|by|during|AUTH|VRFY|EXPN|STARTTLS|ETRN|from|header|message)/
const mostIds = 50_000

/** Reads Exim's main and reject log. */
export class EximReader {
  readonly #journeys: Journeys
  readonly #logins: FailedLogins
  readonly #messages: MessageGroups
  /** Open arrivals from this host, by the hash of their message-id: what a filter gave back. */
  readonly #localArrivals = new Map<number, number>()

  readonly #events: EximEvents | undefined

  constructor(
    journeys: Journeys,
    logins: FailedLogins,
    messages: MessageGroups,
    listener: LogListener | undefined,
  ) {
    this.#events = listener === undefined ? undefined : new EximEvents(listener, journeys)
    this.#journeys = journeys
    this.#logins = logins
    this.#messages = messages
  }

  /** False where the form of the line is none that is known here. */
  read(line: Line): boolean {
    const text = line.text()
    const start = eximTextStart(text)
    const length = eximIdLength(text, start)
    if (length === 0 || text.charCodeAt(start + length) !== 32) return this.#withoutId(line, text, start)
    const row = this.#journeys.locate(line, line.body + start, length)
    const entry: Entry = { line, text, id: line.body + start, length, row, at: start + length + 1 }
    const known = this.#flagged(entry)
    return known
  }

  #flagged(entry: Entry): boolean {
    const { text, at, line } = entry
    switch (text.slice(at, at + 3)) {
      case '<= ':
        return this.#arrived(entry)
      case '=> ':
      case '-> ':
      case '>> ':
        return this.#delivered(entry)
      case '== ':
        return this.#deferred(entry)
      case '** ':
        return this.#failed(entry)
      case '*> ':
      case '(= ':
        return true
    }
    const row = entry.row
    if (row !== none) this.#journeys.note(row, line)
    if (text.startsWith('Completed', at)) {
      if (row === none) return true
      this.#journeys.figures.queueLife.leaves(this.#journeys.files, row, line.second)
      this.#journeys.close(row)
      return true
    }
    if (text.startsWith('Frozen', at) || text.startsWith('frozen by', at)) {
      this.#journeys.once(this.#known(entry), state.held, 'held')
      return true
    }
    if (refusal.test(text)) this.#refused(entry.line, text, at)
    else this.#events?.triedHost(place(entry, row))
    return true
  }

  #known({ line, id, length, row }: Entry): number {
    return row === none ? this.#journeys.open(line, id, length, none) : row
  }

  /** `<= a@b H=mx.b (helo) [192.0.2.1] P=esmtps A=plain:u S=1234 id=x@y` */
  #arrived(entry: Entry): boolean {
    const { line, text, id, length, row: earlier, at } = entry
    const journeys = this.#journeys
    const { files } = journeys
    const row = journeys.open(line, id, length, earlier)
    journeys.set(row, state.arrived | state.active)
    const senderStart = at + 3
    const senderEnd = endOfWord(text, senderStart)
    const size = Number(eximField(text, ' S=', senderEnd))
    files.sizes[row] = Number.isFinite(size) ? size : 0
    const peer = eximPeer(text, senderEnd)
    const isLocal = peer === '' || isLoopback(peer)
    files.clients[row] = isLocal ? loopback : 2
    this.#noteClient(entry, row, peer, isLocal)
    this.#identify(line, text, row, isLocal)
    journeys.note(row, line)
    const isNull = text.startsWith('<>', senderStart)
    if (isNull && eximField(text, ' R=', senderEnd) !== '') return true
    if (!isNull)
      files.senders[row] = journeys.senders.id(line.bytes, line.body + senderStart, line.body + senderEnd)
    this.#authenticated(line, text, row)
    if (!isLocal) {
      journeys.figures.tls.eximMail(false, tlsVersion(text, senderEnd))
      if ((files.users[row] ?? 0) > 0) journeys.figures.logins.add(keyOf(peer), 1)
    }
    journeys.receive(row)
    this.#events?.arrived(place(entry, row))
    return true
  }

  /** `H=name (helo) [192.0.2.1]` → `name[192.0.2.1]`, as Postfix writes it. */
  #noteClient({ text, at }: Entry, row: number, peer: string, isLocal: boolean): void {
    const { figures } = this.#journeys
    if (isLocal) {
      figures.arrives(row, 0)
      return
    }
    const name = / H=([^ ([]{1,255}) /.exec(text.slice(at))?.[1] ?? 'unknown'
    const client = Buffer.from(`${name}[${peer}`, 'latin1')
    figures.arrives(row, figures.clients.id(client, 0, name.length + 1, client.length))
  }

  #identify(line: Line, text: string, row: number, isLocal: boolean): void {
    const at = text.indexOf(' id=')
    if (at < 0) return
    const start = line.body + at + 4
    const hash = hashBytes(line.bytes, start, line.body + endOfWord(text, at + 4))
    this.#journeys.files.messageIds[row] = hash
    if (!isLocal) return
    if (this.#localArrivals.size > mostIds) this.#localArrivals.clear()
    this.#localArrivals.set(hash, row)
  }

  #authenticated(line: Line, text: string, row: number): void {
    const at = text.indexOf(' A=')
    const colon = at < 0 ? -1 : text.indexOf(':', at)
    const end = at < 0 ? -1 : endOfWord(text, at + 3)
    if (colon < 0 || colon > end) return
    this.#journeys.files.users[row] = this.#journeys.users.id(
      line.bytes,
      line.body + colon + 1,
      line.body + end,
    )
  }

  #delivered(entry: Entry): boolean {
    const { line, text, at } = entry
    const journeys = this.#journeys
    const row = this.#known(entry)
    const recipient = eximRecipient(text, at + 3)
    journeys.note(row, line)
    this.#events?.delivered(place(entry, row))
    if (recipient.dropped) journeys.once(row, state.discarded, 'discarded')
    else {
      const { start, end } = recipient
      this.#beginTimes(entry, row, start, end)
      if (this.#isHandOff(line, text, row)) journeys.figures.delays.handedOff()
      else {
        journeys.deliver(row, line, line.body + start, line.body + end)
        const peer = eximPeer(text, at)
        if (peer !== '' && !isLoopback(peer)) journeys.figures.tls.eximMail(true, tlsVersion(text, at))
      }
    }
    return true
  }

  /** Exim's own `QT=` is seldom switched on; the arrival is in the log as well. */
  #beginTimes({ line }: Entry, row: number, start: number, end: number): void {
    const { delays } = this.#journeys.figures
    delays.begin(line.bytes, line.body + start, line.body + end)
    delays.noteTotal(this.#journeys.ageAt(row, line.second))
  }

  /** `C="… id=Q2"` where Q2 came back from this host, or a filter that gave back the same message-id. */
  #isHandOff(line: Line, text: string, row: number): boolean {
    const journeys = this.#journeys
    const { files } = journeys
    const id = confirmedId(text)
    const length = id < 0 ? 0 : eximIdLength(text, id)
    if (length > 0) {
      const next = journeys.locate(line, line.body + id, length)
      if (next !== none && next !== row && files.clients[next] === loopback) return journeys.join(row, next)
    }
    const peer = eximPeer(text, 0)
    if (peer !== '' && !isLoopback(peer)) return false
    const messageId = files.messageIds[row] ?? 0
    const next = messageId === 0 ? undefined : this.#localArrivals.get(messageId)
    if (next === undefined || next === row || files.messageIds[next] !== messageId) return false
    return (files.serials[next] ?? 0) > (files.serials[row] ?? 0) && journeys.join(row, next)
  }

  /** `== u@d R=… T=… defer (-44) H=mx [ip]: SMTP error …: 450 …`; not where nothing was tried. */
  #deferred(entry: Entry): boolean {
    const { line, text, at } = entry
    const row = this.#known(entry)
    this.#journeys.note(row, line)
    if (notTried.test(text)) return true
    const recipient = eximRecipient(text, at + 3)
    this.#beginTimes(entry, row, recipient.start, recipient.end)
    const defer = text.indexOf(' defer (', at)
    const reply = text.indexOf(': ', defer < 0 ? at : defer)
    const start = reply < 0 ? text.length : reply + 2
    this.#journeys.defer(row, line, line.body + start, line.end)
    this.#events?.deferred(place(entry, row), start)
    return true
  }

  #failed(entry: Entry): boolean {
    const { line, text, at } = entry
    const row = this.#known(entry)
    this.#journeys.note(row, line)
    const reply = text.indexOf(': ', at)
    const start = reply < 0 ? text.length : reply + 2
    const isTooOld = tooOld.test(text)
    const recipient = eximRecipient(text, at + 3)
    this.#beginTimes(entry, row, recipient.start, recipient.end)
    if (isTooOld) this.#journeys.once(row, state.expired, 'expired')
    else this.#journeys.bounce(line, line.body + start, line.end)
    if (this.#events !== undefined)
      this.#events.failed(place(entry, row), isTooOld ? 'expired' : 'bounced', start)
    return true
  }

  #refused(line: Line, text: string, from: number): void {
    const found = refusal.exec(text.slice(from))
    if (found === null) return
    const start = from + found.index + 1
    this.#journeys.reject(line, line.body + start, line.end)
    this.#events?.refused(line, text)
  }

  #withoutId(line: Line, text: string, start: number): boolean {
    if (text.includes('authenticator failed for')) {
      const address = /\[([0-9a-fA-F.:]{2,45})\]/.exec(text)?.[1] ?? ''
      const user = /set_id=([^)\s]{1,254})/.exec(text)?.[1] ?? ''
      this.#logins.add(address, user, line.weight)
      this.#events?.loginFailed(line, address, user, text)
      return true
    }
    if (text.startsWith('SMTP protocol synchronization error', start)) {
      this.#journeys.reject(line, line.body + start, line.end)
      return true
    }
    if (refusal.test(text)) {
      this.#refused(line, text, Math.max(0, start - 1))
      return true
    }
    const known = withoutId.fit(text, start) || text.includes(' H=') || text.includes(' authenticator ')
    const isTrouble = known && /error|warning|failed|alert/i.test(text)
    if (isTrouble) this.#messages.add(line, 'warning', text.slice(start))
    this.#events?.said(line, text.slice(start), isTrouble)
    return known
  }
}

function place({ line, text, id, length, at }: Entry, row: number): EximPlace {
  const start = id - line.body
  return { line, text, row, queueId: text.slice(start, start + length), at }
}

interface Entry {
  readonly line: Line
  readonly text: string
  /** Where the ID stands, in bytes of the line. */
  readonly id: number
  readonly length: number
  readonly row: number
  /** Where the flag stands, in `text`. */
  readonly at: number
}

/** `TLS1.3` of ` X=TLS1.3:TLS_AES_256_GCM_SHA384:256`; '' where the connection was plain text. */
function tlsVersion(text: string, from: number): string {
  const field = eximField(text, ' X=', from)
  return field.slice(0, Math.max(0, field.indexOf(':')))
}

function keyOf(address: string): number {
  const bytes = Buffer.from(address.slice(0, 64), 'latin1')
  return networkKey(bytes, 0, bytes.length)
}

function endOfWord(text: string, from: number): number {
  const blank = text.indexOf(' ', from)
  return blank < 0 ? text.length : blank
}
