import { networkKey } from '../figures/networks.ts'
import { addressEnd, clientHash, loopback } from './addresses.ts'
import { ascii, find, hashBytes, matches, numberAt } from './bytes.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import { DeliveryLines } from './postfix-delivery.ts'
import type { PostfixEvents } from './postfix-events.ts'
import { noQueue, PostfixRefusals } from './postfix-refusals.ts'
import { isRoutine } from './postfix-routine.ts'
import { reader } from './programs.ts'
import { none, state } from './queue-files.ts'
import { queueIdLength, wordLength } from './queue-id.ts'

const connect = ascii('connect from ')
const disconnect = ascii('disconnect from ')
const clientWord = ascii('client=')
const userWord = ascii('sasl_username=')
const originalWord = ascii('orig_queue_id=')
const requeuedWord = ascii(' orig_id=')
const uidWord = ascii('uid=')
const fromWord = ascii('from=<')
const toWord = ascii('to=')
const sizeWord = ascii(', size=')
const countWord = ascii('nrcpt=')
const expiredWord = ascii('expired')
const removedWord = ascii('removed')
const messageIdWord = ascii('message-id=')
/** Seconds after which a queue file that has no origin is not joined with a `client=` line any more. */
const swapSeconds = 10

/** Reads Postfix's lines into journeys; what it does not know it leaves to the forms of the rarer lines. */
export class PostfixReader {
  readonly #journeys: Journeys
  readonly #deliveries: DeliveryLines
  readonly #refusals: PostfixRefusals
  readonly #events: PostfixEvents | undefined

  constructor(journeys: Journeys, events: PostfixEvents | undefined) {
    this.#journeys = journeys
    this.#deliveries = new DeliveryLines(journeys)
    this.#refusals = new PostfixRefusals(journeys, events)
    this.#events = events
  }

  /** False where the form of the line is none that is known here. */
  read(line: Line): boolean {
    const { bytes, body, end, idLength } = line
    if (idLength > 0) return this.#queueFile(line, idLength)
    const first = bytes[body]
    // The commonest first: c(onnect), d(isconnect).
    if (first === 99 && matches(bytes, body, end, connect)) {
      this.#events?.connected(line)
      return true
    }
    if (first === 100 && matches(bytes, body, end, disconnect)) {
      this.#journeys.figures.tls.disconnected(line)
      return true
    }
    if (isRoutine(bytes, body, end, first ?? 0)) {
      // A(nonymous), U(ntrusted), T(rusted), V(erified) TLS connection
      if (first === 65 || (first !== undefined && first >= 84)) this.#journeys.figures.tls.connection(line)
      this.#events?.routine(line)
      return true
    }
    const length = idLength < 0 ? queueIdLength(bytes, body, end) : 0
    if (length > 0) return this.#queueFile(line, length)
    if (first === 78 && matches(bytes, body, end, noQueue)) return this.#refusals.withoutFile(line)
    return false
  }

  #queueFile(line: Line, length: number): boolean {
    const { bytes, body, end } = line
    const start = body + length + 2
    const row = this.#journeys.locate(line, body, length)
    switch (line.program.reader) {
      case reader.smtpd:
        if (matches(bytes, start, end, clientWord)) return this.#client(line, length, row)
        break
      case reader.cleanup:
        if (matches(bytes, start, end, messageIdWord)) return this.#messageId(line, length, row)
        break
      case reader.qmgr:
        if (matches(bytes, start, end, removedWord)) return this.#removed(line, row)
        if (matches(bytes, start, end, fromWord)) return this.#queued(line, length, row)
        break
      case reader.delivery:
        if (matches(bytes, start, end, toWord)) return this.#delivery(line, length, row)
        break
      case reader.pickup:
        if (matches(bytes, start, end, uidWord)) return this.#pickedUp(line, length, row)
        break
    }
    return this.#rarer(line, length, row)
  }

  /** A file whose arrival is not in this log, or whose first line was swapped with this one. */
  #known(line: Line, length: number, row: number): number {
    if (row !== none) return row
    return this.#journeys.open(line, line.body, length, none)
  }

  /** A new arrival; what has that ID already was another file, unless its lines were only swapped. */
  #arrival(line: Line, length: number, row: number): number {
    const journeys = this.#journeys
    const isSwapped =
      row !== none &&
      !journeys.is(row, state.arrived | state.active | state.closed) &&
      line.second - (journeys.files.openedAt[row] ?? 0) <= swapSeconds
    const arrived = isSwapped ? row : journeys.open(line, line.body, length, row)
    journeys.set(arrived, state.arrived)
    journeys.files.hours[arrived] = line.hour
    return arrived
  }

  /** `client=h[ip][, sasl_method=…, sasl_username=u][, orig_queue_id=Q0, orig_client=…]` */
  #client(line: Line, length: number, earlier: number): boolean {
    const { bytes, body, end } = line
    const journeys = this.#journeys
    const row = this.#arrival(line, length, earlier)
    const key = journeys.lastHash
    const { files } = journeys
    const named = body + length + 2 + clientWord.length
    let at = named
    while (at < end && bytes[at] !== 91) at++
    const client = clientHash(bytes, at + 1, end)
    files.clients[row] = client
    const address = at + 1
    while (at < end && bytes[at] !== 93) at++
    const { figures } = journeys
    journeys.arrives(row, figures.clients.id(bytes, named, address, at))
    if (at + 1 < end) this.#clientDetails(line, row, at)
    if ((files.users[row] ?? 0) > 0) figures.logins.add(networkKey(bytes, address, at), 1)
    if (client === loopback) journeys.handOffs.arrived(key, row, line.second)
    this.#events?.arrived(line, length + 2)
    journeys.note(row, line)
    return true
  }

  #clientDetails(line: Line, row: number, from: number): void {
    const { bytes, end } = line
    const journeys = this.#journeys
    const user = find(bytes, from, end, userWord)
    if (user >= 0) {
      let userEnd = user + userWord.length
      while (userEnd < end && bytes[userEnd] !== 44) userEnd++
      journeys.files.users[row] = journeys.users.id(bytes, user + userWord.length, userEnd)
    }
    const original = find(bytes, from, end, originalWord)
    if (original < 0) return
    const start = original + originalWord.length
    const length = wordLength(bytes, start, end)
    // NOQUEUE: a proxy before the queue. An ID: a second file, whether or not the first is in this log.
    if (matches(bytes, start, end, noQueue.subarray(0, 7))) return
    journeys.set(row, state.reentered)
    const first = journeys.locateAnywhere(line, start, length)
    if (first !== none && first !== row) journeys.join(first, row)
  }

  #pickedUp(line: Line, length: number, earlier: number): boolean {
    const { bytes, body, end } = line
    const journeys = this.#journeys
    const row = this.#arrival(line, length, earlier)
    journeys.set(row, state.local)
    journeys.arrives(row, 0)
    const requeued = find(bytes, body, end, requeuedWord)
    if (requeued >= 0) {
      journeys.set(row, state.reentered)
      const start = requeued + requeuedWord.length
      const first = journeys.locate(line, start, wordLength(bytes, start, end))
      if (first !== none && first !== row) journeys.join(first, row)
    }
    this.#events?.pickedUp(line)
    journeys.note(row, line)
    return true
  }

  #messageId(line: Line, length: number, earlier: number): boolean {
    const { bytes, body, end } = line
    const journeys = this.#journeys
    // No client and no pickup before it: a notification, or local(8) forwarding; or the ID is used again.
    const isNew = earlier === none || journeys.is(earlier, state.closed)
    const row = isNew ? journeys.open(line, body, length, earlier) : earlier
    if (isNew) journeys.handOffs.arrived(journeys.lastHash, row, line.second)
    if (journeys.files.messageIds[row] === 0) {
      const id = hashBytes(bytes, body + length + 2 + messageIdWord.length, end)
      journeys.files.messageIds[row] = id
      if (journeys.is(row, state.local)) this.#deliveries.identified(line, row, id)
    }
    // smtpd put it on hold at RCPT TO; now its content is here.
    if (journeys.is(row, state.held)) this.#refusals.acceptHeld(row)
    journeys.note(row, line)
    return true
  }

  /** `from=<f>, size=1234, nrcpt=2 (queue active)`, or `from=<f>, status=expired, returned to sender` */
  #queued(line: Line, length: number, earlier: number): boolean {
    const { bytes, body, end } = line
    const journeys = this.#journeys
    const stale = earlier !== none && journeys.is(earlier, state.closed) && this.#isLongAgo(line, earlier)
    const row = stale ? journeys.open(line, body, length, earlier) : this.#known(line, length, earlier)
    const start = body + length + 2 + fromWord.length
    const senderEnd = addressEnd(bytes, start, end)
    journeys.note(row, line)
    if (!matches(bytes, senderEnd + 1, end, sizeWord)) {
      if (find(bytes, senderEnd, end, expiredWord) < 0) return false
      journeys.once(row, state.expired, 'expired')
      this.#events?.expired(line, row, length + 2)
      return true
    }
    if (journeys.is(row, state.active)) return true
    journeys.set(row, state.active)
    const sizeStart = senderEnd + 1 + sizeWord.length
    const size = numberAt(bytes, sizeStart, end)
    // `, nrcpt=2 (queue active)`
    const count = (journeys.files.users[row] ?? 0) > 0 ? find(bytes, sizeStart, end, countWord) : -1
    if (count >= 0)
      journeys.files.recipients[row] = Math.min(numberAt(bytes, count + countWord.length, end), 1_000_000)
    this.#activate(line, row, { size, start, senderEnd })
    return true
  }

  #isLongAgo(line: Line, row: number): boolean {
    return line.second - (this.#journeys.files.openedAt[row] ?? 0) > swapSeconds
  }

  #activate({ bytes }: Line, row: number, { size, start, senderEnd }: Queued): void {
    const journeys = this.#journeys
    const { files } = journeys
    files.sizes[row] = size
    const isHandedIn = journeys.is(row, state.arrived) && !journeys.is(row, state.reentered | state.probe)
    if (!isHandedIn && this.#events === undefined) return
    const sender = journeys.senders.id(bytes, start, senderEnd)
    if (!isHandedIn) {
      files.senders[row] = sender
      return
    }
    // Held mail was counted before its size was known.
    if (journeys.is(row, state.received)) {
      journeys.counters.bytesReceived += size
      if (files.senders[row] === 0) journeys.senders.count(sender, 1)
      files.senders[row] = sender
      return
    }
    files.senders[row] = sender
    journeys.receive(row)
  }

  #removed(line: Line, row: number): boolean {
    if (row !== none) this.#journeys.note(row, line)
    return this.#closed(line, row)
  }

  #closed({ second }: Line, row: number): boolean {
    if (row === none) return true
    this.#journeys.figures.queueLife.leaves(this.#journeys.files, row, second)
    this.#journeys.close(row)
    return true
  }

  #delivery(line: Line, length: number, earlier: number): boolean {
    const row = this.#known(line, length, earlier)
    const understood = this.#deliveries.read(line, row, line.body + length + 2 + toWord.length)
    this.#events?.delivery(line, row, length + 2)
    this.#journeys.note(row, line)
    return understood
  }

  /** Refusals inside a transaction, holds, discards; anything else goes to the forms of rarer lines. */
  #rarer(line: Line, length: number, row: number): boolean {
    if (row !== none) this.#journeys.note(row, line)
    // postsuper -d
    if (matches(line.bytes, line.body + length + 2, line.end, removedWord)) return this.#closed(line, row)
    return this.#refusals.inFile(line, length, row)
  }
}

interface Queued {
  readonly size: number
  readonly start: number
  readonly senderEnd: number
}
