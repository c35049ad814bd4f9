import { Figures } from '../figures/figures.ts'
import { CountedRefusals } from './counted-refusals.ts'
import { type Counters, noCounts } from './counters.ts'
import { HandOffs } from './hand-offs.ts'
import { Hours, hourly } from './hours.ts'
import type { JourneySink } from './journey-sink.ts'
import type { Line } from './line.ts'
import { LingeringFiles, released, spent } from './lingering-files.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'
import type { MessageOrigin } from './message-origin.ts'
import { Names } from './names.ts'
import { hashOf, none, QueueFiles, scoped, state } from './queue-files.ts'
import { type Classify, Reasons } from './reasons.ts'
import type { Room } from './room.ts'

const messageBits = state.deferred | state.expired | state.held | state.discarded

/** What happens to messages: queue files, which of them are one message, and what is counted for them. */
export class Journeys {
  readonly files: QueueFiles
  readonly counters: Counters = noCounts()
  readonly hours: Hours
  readonly figures: Figures
  readonly senders: Names
  readonly recipients: Names
  readonly users: Names
  readonly #mostRows: number
  readonly reasons: Reasons
  readonly #sink: JourneySink | undefined
  readonly #lingering: LingeringFiles
  readonly handOffs: HandOffs
  readonly refusals: CountedRefusals
  readonly #cells: Int32Array
  /** What the pass counted. */
  readonly #totals: Float64Array
  /** Delivery lines without an end: the syslog daemon cut them. */
  truncated = 0
  /** Open queue files that were forgotten for want of room. */
  forgotten = 0
  /** Hash of the ID of the last `locate`. */
  #hash = 0
  #scope = 0

  constructor(
    classify: Classify,
    memory: EngineMemory,
    sink: JourneySink | undefined,
    room: Room | undefined,
  ) {
    this.#mostRows = Math.min(room?.openFiles ?? layout.mostRows, layout.mostRows)
    this.#cells = memory.integers(0, layout.cellCount)
    this.#cells[layout.mostRowsCell] = this.#mostRows
    this.#totals = memory.numbers(layout.totalsAt, layout.totalCount)
    this.files = new QueueFiles(memory)
    this.#lingering = new LingeringFiles(this.files, memory)
    this.handOffs = new HandOffs(this, memory)
    this.hours = new Hours(memory)
    this.figures = new Figures(memory)
    this.senders = new Names(memory, layout.sendersAt, room?.names)
    this.recipients = new Names(memory, layout.recipientsAt, room?.names)
    this.users = new Names(memory, layout.usersAt, room?.names)
    this.reasons = new Reasons(classify, memory)
    this.refusals = new CountedRefusals(this, memory, sink)
    this.#sink = sink
  }

  /** Number of Postfix instances with a queue of their own. */
  get queues(): number {
    return this.#cells[layout.queuesCell] as number
  }

  set queues(count: number) {
    this.#cells[layout.queuesCell] = count
  }

  /** Takes over what the pass has counted. */
  settle(): void {
    const { counters, figures } = this
    const take = (total: number): number => {
      const amount = this.#totals[total] as number
      this.#totals[total] = 0
      return amount
    }
    counters.received += take(layout.receivedTotal)
    counters.delivered += take(layout.deliveredTotal)
    counters.deferredMessages += take(layout.deferredMessagesTotal)
    counters.deferredEvents += take(layout.deferredEventsTotal)
    counters.bounced += take(layout.bouncedTotal)
    counters.rejected += take(layout.rejectedTotal)
    counters.expired += take(layout.expiredTotal)
    counters.held += take(layout.heldTotal)
    counters.discarded += take(layout.discardedTotal)
    counters.bytesReceived += take(layout.bytesReceivedTotal)
    counters.bytesDelivered += take(layout.bytesDeliveredTotal)
    figures.tls.settle(take)
    figures.policies.settle()
    this.reasons.settle()
  }

  /** Row of the ID at `start`, or −1. */
  locate(line: Line, start: number, length: number): number {
    this.#scope = line.host | (line.program.queue << 16)
    const isOwn = start === line.body && line.idLength > 0
    this.#hash = scoped(isOwn ? line.idHash : hashOf(line.bytes, start, length), this.#scope)
    return this.files.find(line.bytes, start, length, this.#scope, this.#hash)
  }

  /** The same in any instance of the host: a filter may give mail back to another one. */
  locateAnywhere(line: Line, start: number, length: number): number {
    const own = this.locate(line, start, length)
    if (own !== none || this.queues === 0) return own
    const hash = hashOf(line.bytes, start, length)
    for (let queue = 0; queue <= this.queues; queue++) {
      const scope = line.host | (queue << 16)
      const row = this.files.find(line.bytes, start, length, scope, scoped(hash, scope))
      if (row !== none) return row
    }
    return none
  }

  /** A new queue file under the ID of the last `locate`; `earlier` is what had that ID. */
  open(line: Line, start: number, length: number, earlier: number): number {
    if (earlier !== none) this.#replace(earlier)
    if (this.files.live >= this.#mostRows) this.#forget()
    const row = this.files.insert(line.bytes, start, length, this.#scope, this.#hash)
    this.files.openedAt[row] = line.second
    this.files.hours[row] = line.hour
    return row
  }

  #replace(row: number): void {
    this.files.detach(row)
    if (!this.is(row, state.closed)) this.close(row)
    this.set(row, state.detached)
  }

  /** A queue file arrives; `client`: number of the client's name. */
  arrives(row: number, client: number): void {
    this.files.clientNames[row] = client
    this.files.recipients[row] = 0
  }

  note(row: number, line: Line): void {
    if (this.#sink !== undefined) this.#sink.line(this.files.serials[row] ?? 0, line)
  }

  is(row: number, bit: number): boolean {
    return ((this.files.states[row] ?? 0) & bit) !== 0
  }

  /** The row holds no queue file any more, or one that only lingers. */
  isGone(row: number): boolean {
    return this.is(row, released | spent)
  }

  set(row: number, bits: number): void {
    this.files.states[row] = (this.files.states[row] ?? 0) | bits
  }

  #unset(row: number, bits: number): void {
    this.files.states[row] = (this.files.states[row] ?? 0) & ~bits
  }

  /** Of its own queue file, or, where a filter gave it back, of the first one. */
  originOf(row: number): MessageOrigin {
    const { senders, users } = this.files
    const first = this.first(row)
    return {
      sender: this.senders.name(senders[row] || senders[first] || 0),
      user: this.users.name(users[row] || users[first] || 0),
    }
  }

  first(row: number): number {
    let at = row
    for (let next = this.files.firsts[at] ?? at; next !== at; next = this.files.firsts[at] ?? at) at = next
    return at
  }

  /** It left the queue. Its row is given back when nothing can refer to it any more. */
  close(row: number): void {
    this.#lingering.close(row)
  }

  /** Half of the open queue files, those opened first, are let go. */
  #forget(): void {
    const serials = this.files.serials.subarray(0, this.files.rows).toSorted()
    const limit = serials[serials.length >> 1] ?? 0
    for (let row = 0; row < this.files.rows; row++) {
      if (this.is(row, released | state.closed) || (this.files.serials[row] ?? 0) > limit) continue
      this.forgotten++
      this.#lingering.drop(row)
    }
  }

  // --- what is counted -------------------------------------------------------------------------

  /** The message of this queue file was handed in and accepted. */
  receive(row: number): void {
    const { files, counters } = this
    this.set(row, state.received)
    counters.received++
    counters.bytesReceived += files.sizes[row] ?? 0
    this.hours.add(files.hours[row] ?? 0, hourly.received, 1)
    this.senders.count(files.senders[row] ?? 0, 1)
    this.users.count(files.users[row] ?? 0, 1)
    this.figures.received(files, row, 1)
  }

  /** It was not handed in after all: a second queue file, or a probe. */
  unreceive(row: number): void {
    if (!this.is(row, state.received)) return
    const { files, counters } = this
    this.#unset(row, state.received)
    counters.received--
    counters.bytesReceived -= files.sizes[row] ?? 0
    this.hours.add(files.hours[row] ?? 0, hourly.received, -1)
    this.senders.count(files.senders[row] ?? 0, -1)
    this.users.count(files.users[row] ?? 0, -1)
    this.figures.received(files, row, -1)
  }

  /** Two queue files are one message. False where the second belongs to another message already. */
  join(first: number, second: number): boolean {
    const root = this.first(first)
    const { files } = this
    const other = this.first(second)
    if (other === root) {
      if (second !== root) this.#sink?.joined(files.serials[root] ?? 0, files.serials[second] ?? 0)
      return second !== root
    }
    if (other !== second) return false
    files.firsts[second] = root
    files.followers[root] = (files.followers[root] ?? 0) + 1
    this.unreceive(second)
    this.set(second, state.reentered)
    const twice = (files.states[root] ?? 0) & (files.states[second] ?? 0) & messageBits
    if ((twice & state.deferred) !== 0) this.counters.deferredMessages--
    if ((twice & state.expired) !== 0) this.counters.expired--
    if ((twice & state.held) !== 0) this.counters.held--
    if ((twice & state.discarded) !== 0) this.counters.discarded--
    this.set(root, (files.states[second] ?? 0) & messageBits)
    this.#sink?.joined(files.serials[root] ?? 0, files.serials[second] ?? 0)
    return true
  }

  /** Counts something once for each message: `deferredMessages`, `expired`, `held`, `discarded`. */
  once(row: number, bit: number, counter: 'deferredMessages' | 'expired' | 'held' | 'discarded'): void {
    const root = this.first(row)
    if (this.is(root, bit)) return
    this.set(root, bit)
    this.counters[counter]++
  }

  /** Returns the number of the recipient's name. */
  deliver(row: number, line: Line, start: number, end: number): number {
    const recipient = this.recipients.id(line.bytes, start, end)
    this.recipients.count(recipient, 1)
    this.counters.delivered++
    this.counters.bytesDelivered += this.files.sizes[row] ?? 0
    this.hours.add(line.hour, hourly.delivered, 1)
    const { delays } = this.figures
    if (!delays.isBegun) {
      delays.begin(line.bytes, start, end)
      delays.noteTotal(this.ageAt(row, line.second))
    }
    delays.delivered(recipient)
    return recipient
  }

  /** Seconds since the queue file's arrival; −1 where that lies before the log. */
  ageAt(row: number, second: number): number {
    return this.is(row, state.arrived) ? Math.max(0, second - (this.files.openedAt[row] ?? 0)) : -1
  }

  defer(row: number, line: Line, start: number, end: number): void {
    this.counters.deferredEvents++
    this.hours.add(line.hour, hourly.deferred, 1)
    this.once(row, state.deferred, 'deferredMessages')
    const template = this.reasons.add('deferral', line.bytes, start, end, 1)
    const { delays } = this.figures
    this.reasons.settleable(template, delays.reasonNumber(template.reason))
    delays.deferred(template.reason)
  }

  bounce(line: Line, start: number, end: number): void {
    this.counters.bounced++
    this.hours.add(line.hour, hourly.bounced, 1)
    this.reasons.add('bounce', line.bytes, start, end, 1)
    this.figures.delays.bounced()
  }

  /** Hash of the ID that `locate` last looked for. */
  get lastHash(): number {
    return this.#hash
  }
}
