import { networkKey } from '../figures/networks.ts'
import { ascii, matches } from './bytes.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { PostfixEvents } from './postfix-events.ts'
import { decision, Refusal } from './postfix-refusal.ts'
import { reader } from './programs.ts'
import { none, state } from './queue-files.ts'

export const noQueue = ascii('NOQUEUE: ')
const clientWord = ascii('client=')

/** What Postfix refuses, holds or drops by its rules or a milter's word, and what is counted for it. */
export class PostfixRefusals {
  readonly #journeys: Journeys
  readonly #refusal = new Refusal()
  readonly #events: PostfixEvents | undefined

  constructor(journeys: Journeys, events: PostfixEvents | undefined) {
    this.#journeys = journeys
    this.#events = events
  }

  /** What follows the ID of a queue file; false where it is none. */
  inFile(line: Line, length: number, row: number): boolean {
    if (!this.#refusal.read(line, line.body + length + 2)) return false
    this.#events?.refused(line, length + 2)
    if (this.#refusal.decision === decision.reject) this.#refused(line, row)
    else if (this.#refusal.decision !== decision.other) this.#setAside(line, row)
    return true
  }

  /** `NOQUEUE: …`; false where it is none. */
  withoutFile(line: Line): boolean {
    const { bytes, body, end } = line
    const start = body + noQueue.length
    if (!this.#refusal.read(line, start)) return matches(bytes, start, end, clientWord)
    this.#events?.refused(line, noQueue.length)
    if (this.#refusal.decision === decision.reject) {
      const { textStart, textEnd } = this.#refusal
      this.#journeys.refusals.add(line, textStart, textEnd, this.#refusal.by(line), this.#refusal.key(line))
      this.#refusedNetwork(line)
    } else if (this.#refusal.decision !== decision.other) this.#setAside(line, none)
    return true
  }

  #refused(line: Line, row: number): void {
    const { textStart, textEnd } = this.#refusal
    // With a queue ID, a repeated line is the same event written again.
    line.weight = 1
    this.#journeys.refusals.add(line, textStart, textEnd, this.#refusal.by(line))
    this.#refusedNetwork(line)
    if (row !== none && line.program.reader === reader.cleanup && !this.#journeys.is(row, state.active)) {
      this.#journeys.close(row)
    }
  }

  /** `reject: RCPT from h[203.0.113.9]: …`, `reject: header Subject: … from h[203.0.113.9]; …` */
  #refusedNetwork(line: Line): void {
    const { bytes, end, weight } = line
    const { addressStart } = this.#refusal
    if (addressStart < end) this.#journeys.figures.refusals.add(networkKey(bytes, addressStart, end), weight)
  }

  #setAside(line: Line, row: number): void {
    const journeys = this.#journeys
    const isHold = this.#refusal.decision === decision.hold
    if (row === none) {
      journeys.counters[isHold ? 'held' : 'discarded'] += line.weight
      return
    }
    if (isHold) journeys.once(row, state.held, 'held')
    else journeys.once(row, state.discarded, 'discarded')
    const { senderStart, senderEnd } = this.#refusal
    journeys.files.senders[row] = journeys.senders.id(line.bytes, senderStart, senderEnd)
    if (line.program.reader !== reader.cleanup) return
    this.acceptHeld(row)
    if (!isHold) journeys.close(row)
  }

  /** Mail that is held or dropped was received, though the queue manager never sees it. */
  acceptHeld(row: number): void {
    const journeys = this.#journeys
    const isHandedIn = journeys.is(row, state.arrived) && !journeys.is(row, state.reentered | state.received)
    if (isHandedIn) journeys.receive(row)
  }
}
