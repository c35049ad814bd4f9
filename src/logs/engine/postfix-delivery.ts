import { addressEnd, clientHash, loopback } from './addresses.ts'
import { ascii, find, findByte, matches } from './bytes.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import { none, state } from './queue-files.ts'
import { wordLength } from './queue-id.ts'

const relayWord = ascii('relay=')
const statusWord = ascii(', status=')
const sent = ascii('sent ')
const deferred = ascii('deferred')
const softBounce = ascii('SOFTBOUNCE')
const bounced = ascii('bounced')
const deliverable = ascii('deliverable')
const undeliverable = ascii('undeliverable')
const queuedAs = ascii('queued as ')
const forwardedAs = ascii('forwarded as ')
const deliveredVia = ascii('delivered via ')
const discarded = ascii('discarded, id=')

/** Reads what smtp(8), lmtp(8), local(8), virtual(8), pipe(8), error(8) log for one recipient (log_adhoc.c). */
export class DeliveryLines {
  readonly #journeys: Journeys

  constructor(journeys: Journeys) {
    this.#journeys = journeys
  }

  /** `from` is behind `to=`. False where the line has no status: it is no delivery line then. */
  read(line: Line, row: number, from: number): boolean {
    const { bytes, end } = line
    // Before Postfix 2.2, and in logs that somebody cleaned: without `<>`.
    const isBare = bytes[from] !== 60
    const start = isBare ? from : from + 1
    const recipientEnd = isBare ? findByte(bytes, start, end, 44) : addressEnd(bytes, start, end)
    const status = find(bytes, recipientEnd, end, statusWord) + statusWord.length
    if (status < statusWord.length) return false
    const reply = findByte(bytes, status, end, 40) + 1
    const replyEnd = bytes[end - 1] === 41 ? end - 1 : end
    if (replyEnd === end) this.#journeys.truncated++
    const { delays } = this.#journeys.figures
    delays.begin(bytes, start, recipientEnd)
    delays.fields.read(bytes, recipientEnd, status - statusWord.length)
    if (matches(bytes, status, end, sent)) this.#sent(line, row, { start, recipientEnd, reply, replyEnd })
    else if (matches(bytes, status, end, deferred) || matches(bytes, status, end, softBounce)) {
      this.#journeys.defer(row, line, Math.min(reply, end), replyEnd)
    } else if (matches(bytes, status, end, bounced)) {
      this.#journeys.bounce(line, Math.min(reply, end), replyEnd)
    } else if (matches(bytes, status, end, deliverable) || matches(bytes, status, end, undeliverable)) {
      this.#journeys.set(row, state.probe)
      this.#journeys.unreceive(row)
    } else return false
    return true
  }

  #sent(line: Line, row: number, place: Place): void {
    const { bytes } = line
    const journeys = this.#journeys
    if (this.#isHandOff(line, row, place)) {
      journeys.figures.delays.handedOff()
      return
    }
    if (find(bytes, place.reply, Math.min(place.replyEnd, place.reply + 64), discarded) > 0) {
      journeys.once(row, state.discarded, 'discarded')
      return
    }
    const recipient = journeys.deliver(row, line, place.start, place.recipientEnd)
    if (line.program.daemon === 'smtp') this.#encrypted(line, place.recipientEnd)
    if (this.#awaited !== 0) journeys.handOffs.await(this.#awaited, row, recipient, line)
  }

  #encrypted(line: Line, recipientEnd: number): void {
    const { bytes, end } = line
    const relay = find(bytes, recipientEnd, end, relayWord)
    const open = findByte(bytes, relay, Math.min(end, relay + 270), 91)
    if (relay >= 0 && bytes[open] === 91) this.#journeys.figures.tls.delivered(line, open + 1)
  }

  /** Set by `#isHandOff`: under which key the next queue file may still appear; 0: it will not. */
  #awaited = 0

  /** Whether the mail only went to the next queue file on this host (rules 1–3 of the contract). */
  #isHandOff(line: Line, row: number, { recipientEnd, reply, replyEnd }: Place): boolean {
    const { bytes } = line
    this.#awaited = 0
    if (matches(bytes, reply, replyEnd, deliveredVia)) return this.#piped(row)
    let id = replyEnd
    while (id > reply && bytes[id - 1] !== 32) id--
    const length = replyEnd - id
    if (length < 5 || length > 23 || wordLength(bytes, id, replyEnd) !== length) return false
    if (matches(bytes, id - forwardedAs.length, id, forwardedAs))
      return this.#forwarded(line, row, id, length)
    if (!matches(bytes, id - queuedAs.length, id, queuedAs)) return false
    return this.#reinjected(line, row, { id, length, recipientEnd })
  }

  /** `queued as Q2`: ours only if Q2 came from the filter: from this host, or from where Q1 went. */
  #reinjected(line: Line, row: number, { id, length, recipientEnd }: NextFile): boolean {
    const { bytes, end } = line
    const journeys = this.#journeys
    const relay = find(bytes, recipientEnd, end, relayWord)
    if (relay < 0) return false
    const open = findByte(bytes, relay, Math.min(end, relay + 270), 91)
    const address = bytes[open] === 91 ? clientHash(bytes, open + 1, end) : 0
    const next = journeys.locateAnywhere(line, id, length)
    if (next === none) {
      if (address === loopback) this.#awaited = journeys.lastHash
      return false
    }
    const client = journeys.files.clients[next] ?? 0
    if (client !== loopback && (client !== address || address === 0)) return false
    return next !== row && journeys.join(row, next)
  }

  #forwarded(line: Line, row: number, id: number, length: number): boolean {
    const next = this.#journeys.locate(line, id, length)
    if (next !== none) return next !== row && this.#journeys.join(row, next)
    this.#awaited = this.#journeys.lastHash
    return false
  }

  /** pipe(8): handed on if the same message-id was picked up while Q1 was with that transport. */
  #piped(row: number): boolean {
    const journeys = this.#journeys
    const messageId = journeys.files.messageIds[row] ?? 0
    if (messageId === 0) return false
    const next = this.pickedUp.get(messageId)
    if (next !== undefined && next !== row && this.#isLater(next, row) && journeys.join(row, next))
      return true
    this.#awaited = ~messageId
    return false
  }

  #isLater(next: number, row: number): boolean {
    const { openedAt, messageIds } = this.#journeys.files
    const sameMail = messageIds[next] === messageIds[row]
    return sameMail && (openedAt[next] ?? 0) >= (openedAt[row] ?? 0)
  }

  /** Rows that pickup(8) opened, by the hash of their message-id. */
  readonly pickedUp = new Map<number, number>()

  /** cleanup(8) told the message-id of a picked-up file: a pipe may have given it back. */
  identified(line: Line, row: number, messageId: number): void {
    if (this.pickedUp.size > mostPickedUp) this.pickedUp.clear()
    this.pickedUp.set(messageId, row)
    this.#journeys.handOffs.arrived(~messageId, row, line.second)
  }
}

const mostPickedUp = 50_000

interface Place {
  readonly start: number
  readonly recipientEnd: number
  readonly reply: number
  readonly replyEnd: number
}

interface NextFile {
  readonly id: number
  readonly length: number
  readonly recipientEnd: number
}
