// Delivery lines of Postfix: postfix-delivery.ts of the engine.
import {
  bouncedTotal,
  bytesDeliveredTotal,
  deferredEventsTotal,
  deferredMessagesTotal,
  deliveredTotal,
  fileClientsAt,
  hourRowCell,
  overallDelaysAt,
  queuesCell,
  recipientsAt,
  smtpFlag,
} from '../src/logs/engine/memory-layout'
import { addressEnd, clientHash, loopback } from './addresses'
import { addHour, addTime, addTotal, bouncedHourly, cell, deferredHourly, deliveredHourly } from './counts'
import { countBounced, countDeferred, countDelivered, findDestination, readTimes, total } from './delays'
import { idHash, scoped } from './hashes'
import { lineEnd, scopeOf, tag } from './line'
import { join } from './messages'
import { countName, nameId, notHere } from './names'
import { addState, deferred, field, findFile, firstOf, none, ownFile, sizeOf, stateOf } from './queue-files'
import { bounceKind, countTemplate, deferralKind, reasonOf, templateOf } from './templates'
import { find, findByte, firstBytes, wordLength } from './text'
import { tlsDelivered } from './tls'

/** `to=<t>, relay=h[ip]:25, delay=…, delays=…, dsn=…, status=sent (…)`; `start` is behind `to=<`. */
export function delivery(start: i32): bool {
  const end = lineEnd
  const row = ownFile(scopeOf())
  if (row === none || load<u8>(end - 1) !== 41) return false
  const recipientEnd = addressEnd(start, end)
  const word = find(recipientEnd, end, letters(', status'), 8)
  if (word < 0 || load<u8>(word, 8) !== 61) return false
  const status = word + 9
  const reply = findByte(status, end, 40) + 1
  if (reply > end) return false
  readTimes(recipientEnd, word)
  const outcome = load<u64>(status)
  if (firstBytes(outcome, 5) === letters('sent ')) return sent(row, start, recipientEnd, reply, end - 1)
  if (outcome === letters('deferred')) return isDeferred(row, start, recipientEnd, reply, end - 1)
  if (firstBytes(outcome, 7) === letters('bounced')) return isBounced(start, recipientEnd, reply, end - 1)
  return false
}

function sent(row: i32, start: i32, recipientEnd: i32, reply: i32, replyEnd: i32): bool {
  const next = nextFile(recipientEnd, reply, replyEnd)
  if (next === unknown) return false
  if (next !== none && next !== row && join(row, next)) {
    if (total >= 0) addTime(overallDelaysAt, handOffRow, total)
    return true
  }
  if (find(reply, min(replyEnd, reply + 64), letters('discarde'), 8) >= 0) return false
  const recipient = nameId(recipientsAt, start, recipientEnd)
  if (recipient === notHere || !findDestination(recipient, start, recipientEnd)) return false
  deliver(row, recipient)
  if ((load<i32>(tag, 12) & smtpFlag) !== 0) {
    const relay = find(recipientEnd, lineEnd, letters('relay='), 6)
    const open = relay < 0 ? lineEnd : findByte(relay, min(lineEnd, relay + 270), 91)
    if (load<u8>(open) === 91) tlsDelivered(open + 1)
  }
  return true
}

/** `Journeys.deliver`, for the destination that was found. */
export function deliver(row: i32, recipient: i32): void {
  countName(recipientsAt, recipient, 1)
  addTotal(deliveredTotal, 1)
  addTotal(bytesDeliveredTotal, sizeOf(row))
  addHour(cell(hourRowCell), deliveredHourly, 1)
  countDelivered()
}

const unknown = -2
const handOffRow = 5

/** The next queue file on this host, to which the mail went; `unknown`: TypeScript looks closer. */
function nextFile(recipientEnd: i32, reply: i32, replyEnd: i32): i32 {
  if (load<u64>(reply) === letters('delivere') && load<u32>(reply, 8) === letters('d vi')) return unknown
  let id = replyEnd
  while (id > reply && load<u8>(id - 1) !== 32) id--
  const length = replyEnd - id
  if (length < 5 || length > 23 || wordLength(id, replyEnd) !== length) return none
  const scope = scopeOf()
  // forwarded as
  if (load<u64>(id - 8) === letters('rded as ')) {
    const next = findFile(id, length, scope, scoped(idHash(id, length), scope))
    const isForwarded = load<u64>(id - 13) === letters('forwarde')
    return isForwarded && next !== none ? next : unknown
  }
  // queued as
  if (load<u8>(id - 10) !== 113 || load<u64>(id - 9) !== letters('ueued as') || load<u8>(id - 1) !== 32)
    return none
  const relay = find(recipientEnd, lineEnd, letters('relay='), 6)
  if (relay < 0) return none
  if (cell(queuesCell) !== 0) return unknown
  const open = findByte(relay, min(lineEnd, relay + 270), 91)
  const address = load<u8>(open) === 91 ? clientHash(open + 1, lineEnd) : 0
  const next = findFile(id, length, scope, scoped(idHash(id, length), scope))
  if (next === none) return address === loopback ? unknown : none
  const client = field(fileClientsAt, next)
  return client !== loopback && (client !== address || address === 0) ? none : next
}

function isDeferred(row: i32, start: i32, recipientEnd: i32, reply: i32, replyEnd: i32): bool {
  const template = templateOf(deferralKind, reply, replyEnd)
  const reason = template === 0 ? -1 : reasonOf(template)
  if (reason < 0 || !findDestination(0, start, recipientEnd)) return false
  defer(row, template, reason)
  return true
}

/** `Journeys.defer`, for the destination that was found. */
export function defer(row: i32, template: i32, reason: i32): void {
  addTotal(deferredEventsTotal, 1)
  addHour(cell(hourRowCell), deferredHourly, 1)
  const first = firstOf(row)
  if ((stateOf(first) & deferred) === 0) {
    addState(first, deferred)
    addTotal(deferredMessagesTotal, 1)
  }
  countTemplate(template)
  countDeferred(reason)
}

function isBounced(start: i32, recipientEnd: i32, reply: i32, replyEnd: i32): bool {
  const template = templateOf(bounceKind, reply, replyEnd)
  if (template === 0 || !findDestination(0, start, recipientEnd)) return false
  bounce(template)
  return true
}

/** `Journeys.bounce`, for the destination that was found. */
export function bounce(template: i32): void {
  addTotal(bouncedTotal, 1)
  addHour(cell(hourRowCell), bouncedHourly, 1)
  countTemplate(template)
  countBounced()
}
