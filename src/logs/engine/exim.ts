import { networkKey } from '../figures/networks.ts'
import { PairCounts } from '../figures/pair-counts.ts'
import { loopback } from './addresses.ts'
import { ascii, find, findByte, hashBytes, matches, numberAt } from './bytes.ts'
import { EximEvents, type EximPlace } from './exim-events.ts'
import { EximFields, EximRecipient } from './exim-fields.ts'
import { eximIdAt, eximStart, flag, flagAt } from './exim-id.ts'
import { EximOtherLines } from './exim-other-lines.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import type { FailedLogins } from './logins.ts'
import type { EngineMemory } from './memory.ts'
import { localArrivalsAt, mostLocalArrivals } from './memory-layout.ts'
import type { MessageGroups } from './message-groups.ts'
import { none, state } from './queue-files.ts'

const completed = ascii('Completed')
const frozen = [ascii('Frozen'), ascii('frozen by')]
const notTried = [
  ascii('retry time not reached'),
  ...['1', '2', '3', '4'].map((digit) => ascii(`defer (-5${digit})`)),
]
const tooOld = /retry timeout exceeded|failing for a long time|timeout on waiting/i
const longestName = 255

/** Reads Exim's main and reject log. */
export class EximReader {
  readonly #journeys: Journeys
  readonly #others: EximOtherLines
  /** Rows of arrivals from this host, by the hash of their message-id: what a filter gave back. */
  readonly #localArrivals: PairCounts

  readonly #events: EximEvents | undefined
  readonly #fields = new EximFields()
  readonly #recipient = new EximRecipient()
  /** `name[192.0.2.1`, as Postfix writes it. */
  readonly #client = Buffer.alloc(2 * longestName + 1)

  constructor(
    journeys: Journeys,
    memory: EngineMemory,
    logins: FailedLogins,
    messages: MessageGroups,
    listener: LogListener | undefined,
  ) {
    this.#events = listener === undefined ? undefined : new EximEvents(listener, journeys)
    this.#journeys = journeys
    this.#localArrivals = new PairCounts(mostLocalArrivals, memory.area(localArrivalsAt))
    this.#others = new EximOtherLines(journeys, logins, messages, this.#events)
  }

  /** False where the form of the line is none that is known here. */
  read(line: Line): boolean {
    const { bytes, end } = line
    const id = eximStart(line)
    const length = eximIdAt(bytes, id, end)
    if (length === 0 || bytes[id + length] !== 32 || id + length >= end) return this.#others.read(line, id)
    const row = this.#journeys.locate(line, id, length)
    const at = id + length + 1
    switch (flagAt(bytes, at)) {
      case flag.arrival:
        return this.#arrived({ line, id, length, row, at })
      case flag.delivery:
        return this.#delivered({ line, id, length, row, at })
      case flag.deferral:
        return this.#deferred({ line, id, length, row, at })
      case flag.failure:
        return this.#failed({ line, id, length, row, at })
      case flag.ignored:
        return true
    }
    return this.#without({ line, id, length, row, at })
  }

  /** Lines with an ID and without a flag. */
  #without(entry: Entry): boolean {
    const { line, row, at } = entry
    const { bytes, end } = line
    const journeys = this.#journeys
    if (row !== none) journeys.note(row, line)
    if (matches(bytes, at, end, completed)) {
      if (row === none) return true
      journeys.figures.queueLife.leaves(journeys.files, row, line.second)
      journeys.close(row)
      return true
    }
    if (frozen.some((word) => matches(bytes, at, end, word))) {
      journeys.once(this.#known(entry), state.held, 'held')
      return true
    }
    if (!this.#others.refused(line, at)) this.#events?.triedHost(place(entry, row))
    return true
  }

  #known({ line, id, length, row }: Entry): number {
    return row === none ? this.#journeys.open(line, id, length, none) : row
  }

  /** `<= a@b H=mx.b (helo) [192.0.2.1] P=esmtps A=plain:u S=1234 id=x@y` */
  #arrived(entry: Entry): boolean {
    const { line, id, length, row: earlier, at } = entry
    const { bytes, end } = line
    const [journeys, fields] = [this.#journeys, this.#fields]
    const { files, figures } = journeys
    const row = journeys.open(line, id, length, earlier)
    journeys.set(row, state.arrived | state.active)
    const senderStart = at + 3
    const senderEnd = findByte(bytes, senderStart, end, 32)
    fields.read(bytes, senderEnd, end)
    files.sizes[row] = fields.size < 0 ? 0 : numberAt(bytes, fields.size, end)
    files.clients[row] = fields.isLocal ? loopback : 2
    journeys.arrives(row, fields.isLocal ? 0 : this.#clientOf(bytes, end))
    this.#identify(line, row)
    journeys.note(row, line)
    const isNull = bytes[senderStart] === 60 && bytes[senderStart + 1] === 62
    if (isNull && fields.router >= 0) return true
    if (!isNull) files.senders[row] = journeys.senders.id(bytes, senderStart, senderEnd)
    this.#authenticated(line, row)
    if (!fields.isLocal) {
      figures.tls.eximMail(false, line, fields.tls)
      if ((files.users[row] ?? 0) > 0)
        figures.logins.add(networkKey(bytes, fields.peerStart, fields.peerEnd), 1)
    }
    journeys.receive(row)
    this.#events?.arrived(place(entry, row))
    return true
  }

  /** `H=name (helo) [192.0.2.1]` → `name[192.0.2.1]`; without a name: `unknown`. */
  #clientOf(bytes: Buffer, end: number): number {
    const { host, peerStart, peerEnd } = this.#fields
    const client = this.#client
    let nameEnd = host
    while (nameEnd < end && bytes[nameEnd] !== 32 && bytes[nameEnd] !== 40 && bytes[nameEnd] !== 91) nameEnd++
    const isNamed = bytes[nameEnd] === 32 && nameEnd > host && nameEnd - host <= longestName
    let length = isNamed ? nameEnd - host : client.write('unknown')
    if (isNamed) for (let at = 0; at < length; at++) client[at] = bytes[host + at] as number
    client[length++] = 91
    const address = length
    for (let at = peerStart; at < peerEnd && length < client.length; at++)
      client[length++] = bytes[at] as number
    return this.#journeys.figures.clients.id(client, 0, address, length)
  }

  #identify({ bytes, end }: Line, row: number): void {
    const { messageId, isLocal } = this.#fields
    if (messageId < 0) return
    const hash = hashBytes(bytes, messageId, findByte(bytes, messageId, end, 32))
    this.#journeys.files.messageIds[row] = hash
    if (!isLocal) return
    if (this.#localArrivals.size >= mostLocalArrivals) this.#localArrivals.clear()
    // 0 is none.
    this.#localArrivals.set(hash, 0, row + 1)
  }

  #authenticated({ bytes, end }: Line, row: number): void {
    const { login } = this.#fields
    if (login < 0) return
    const wordEnd = findByte(bytes, login, end, 32)
    const colon = findByte(bytes, login, wordEnd, 58)
    if (colon < wordEnd) this.#journeys.files.users[row] = this.#journeys.users.id(bytes, colon + 1, wordEnd)
  }

  #delivered(entry: Entry): boolean {
    const { line } = entry
    const { bytes, end } = line
    const [journeys, fields] = [this.#journeys, this.#fields]
    const row = this.#known(entry)
    fields.read(bytes, entry.at, end)
    const recipient = this.#recipientOf(entry)
    journeys.note(row, line)
    this.#events?.delivered(place(entry, row))
    if (recipient.isDropped) {
      journeys.once(row, state.discarded, 'discarded')
      return true
    }
    this.#beginTimes(line, row)
    if (this.#isHandOff(line, row)) {
      journeys.figures.delays.handedOff()
      return true
    }
    journeys.deliver(row, line, recipient.start, recipient.end)
    if (!fields.isLocal) journeys.figures.tls.eximMail(true, line, fields.tls)
    return true
  }

  #recipientOf({ line, at }: Entry): EximRecipient {
    this.#recipient.read(line.bytes, at + 3, this.#fields, line.end)
    return this.#recipient
  }

  /** Exim's own `QT=` is seldom switched on; the arrival is in the log as well. */
  #beginTimes({ bytes, second }: Line, row: number): void {
    const { delays } = this.#journeys.figures
    delays.begin(bytes, this.#recipient.start, this.#recipient.end)
    delays.noteTotal(this.#journeys.ageAt(row, second))
  }

  /** `C="… id=Q2"` where Q2 came back from this host, or a filter that gave back the same message-id. */
  #isHandOff(line: Line, row: number): boolean {
    const { bytes, end } = line
    const journeys = this.#journeys
    const { files } = journeys
    const id = this.#fields.confirmedId(bytes, end)
    const length = id < 0 ? 0 : eximIdAt(bytes, id, end)
    if (length > 0) {
      const next = journeys.locate(line, id, length)
      if (next !== none && next !== row && files.clients[next] === loopback) return journeys.join(row, next)
    }
    if (!this.#fields.isLocal) return false
    const messageId = files.messageIds[row] ?? 0
    const next = messageId === 0 ? none : this.#localArrivals.get(messageId, 0) - 1
    if (next === none || next === row || files.messageIds[next] !== messageId) return false
    return (files.serials[next] ?? 0) > (files.serials[row] ?? 0) && journeys.join(row, next)
  }

  /** `== u@d R=… T=… defer (-44) H=mx [ip]: SMTP error …: 450 …`; not where nothing was tried. */
  #deferred(entry: Entry): boolean {
    const { line, at } = entry
    const { bytes, end } = line
    const row = this.#known(entry)
    this.#journeys.note(row, line)
    if (notTried.some((word) => find(bytes, at, end, word) >= 0)) return true
    this.#fields.read(bytes, at, end)
    this.#recipientOf(entry)
    this.#beginTimes(line, row)
    const start = this.#fields.deferralReply(bytes, at, end)
    this.#journeys.defer(row, line, start, end)
    this.#events?.deferred(place(entry, row), start - line.body)
    return true
  }

  #failed(entry: Entry): boolean {
    const { line, at } = entry
    const { bytes, end } = line
    const row = this.#known(entry)
    this.#journeys.note(row, line)
    this.#fields.read(bytes, at, end)
    this.#recipientOf(entry)
    this.#beginTimes(line, row)
    const start = this.#fields.reply < 0 ? end : this.#fields.reply
    const isTooOld = tooOld.test(line.text())
    if (isTooOld) this.#journeys.once(row, state.expired, 'expired')
    else this.#journeys.bounce(line, start, end)
    this.#events?.failed(place(entry, row), isTooOld ? 'expired' : 'bounced', start - line.body)
    return true
  }
}

function place({ line, id, length, at }: Entry, row: number): EximPlace {
  const text = line.text()
  const start = id - line.body
  return { line, text, row, queueId: text.slice(start, start + length), at: at - line.body }
}

interface Entry {
  readonly line: Line
  /** Where the ID stands. */
  readonly id: number
  readonly length: number
  readonly row: number
  /** Where the flag stands. */
  readonly at: number
}
