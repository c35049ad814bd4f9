// Exim's commonest lines in its own file: exim.ts, exim-fields.ts of the engine.
import {
  eximCell,
  fileClientNamesAt,
  fileClientsAt,
  fileMessageIdsAt,
  fileSendersAt,
  fileSizesAt,
  fileUsersAt,
  hostCell,
  hourRowCell,
  localArrivalsAt,
  loginsAt,
  recipientsAt,
  sendersAt,
  spareAt,
  usersAt,
} from '../src/logs/engine/memory-layout'
import { countNetwork, isLoopback, loopback } from './addresses'
import { clientId } from './clients'
import { cell } from './counts'
import { findDestination, noTimes } from './delays'
import { bounce, defer, deliver } from './delivery'
import { bytesHash, idHash, scoped } from './hashes'
import { eximIdLength } from './head'
import { body, lineEnd, secondNumber } from './line'
import { receive } from './messages'
import { nameId, notHere } from './names'
import { pairIsFull, pairValue, setPair } from './pairs'
import {
  active,
  addState,
  arrived,
  field,
  findFile,
  hasRoom,
  leave,
  none,
  openAt,
  openedAt,
  openFile,
  setField,
  stateOf,
} from './queue-files'
import { refusedByExim } from './refusal'
import { bounceKind, deferralKind, reasonOf, templateOf } from './templates'
import { find, findByte, numberAt } from './text'
import { eximTls, isUsualTls } from './tls'

// Where the fields of the line stand; −1: it has none.
let host: i32 = -1
let size: i32 = -1
let messageIdAt: i32 = -1
let login: i32 = -1
let tls: i32 = -1
let router: i32 = -1
let confirmation: i32 = -1
let reply: i32 = -1
let peerStart: i32 = 0
let peerEnd: i32 = 0
let isLocal: bool = false
// The line's queue file.
let idLength: i32 = 0
let hash: i32 = 0
let row: i32 = none
// The final address of a delivery.
let recipientStart: i32 = 0
let recipientEnd: i32 = 0

export function eximLine(): bool {
  idLength = eximIdLength(body)
  if (idLength === 0) return refusal()
  const scope = cell(hostCell)
  hash = scoped(idHash(body, idLength), scope)
  row = findFile(body, idLength, scope, hash)
  const at = body + idLength + 1
  switch (<i32>load<u16>(at)) {
    case letters('<='): // <=
      return arrival(at)
    case letters('=>'): // =>
    case letters('->'): // ->
      return delivered(at)
    case letters('=='): // ===
      return deferral(at)
    case letters('**'): // **
      return failure(at)
  }
  // Completed
  if (load<u64>(at) !== letters('Complete') || load<u8>(at, 8) !== 100) return false
  if (row !== none) leave(row, secondNumber())
  return true
}

/** `EximFields.read`: the first of a name counts. */
function readFields(from: i32): void {
  host = -1
  size = -1
  messageIdAt = -1
  login = -1
  tls = -1
  router = -1
  confirmation = -1
  reply = -1
  const end = lineEnd
  for (let window = from; window < end; window += 16) {
    let blanks = i8x16.bitmask(i8x16.eq(v128.load(window), i8x16.splat(32)))
    for (; blanks; blanks &= blanks - 1) {
      const at = window + ctz(blanks)
      if (at >= end) break
      if (load<u8>(at + 2) === 61) readField(<i32>load<u8>(at + 1), at + 3)
      else if (messageIdAt < 0 && load<u32>(at) === letters(' id=')) messageIdAt = at + 4
      if (reply < 0 && load<u8>(at - 1) === 58) reply = at + 1
    }
  }
  readPeer(end)
}

function readField(letter: i32, start: i32): void {
  switch (letter) {
    case 72:
      if (host < 0) host = start
      break
    case 83:
      if (size < 0) size = start
      break
    case 88:
      if (tls < 0) tls = start
      break
    case 82:
      if (router < 0) router = start
      break
    case 65:
      if (login < 0) login = start
      break
    case 67:
      if (confirmation < 0) confirmation = start
      break
  }
}

function readPeer(end: i32): void {
  peerStart = 0
  peerEnd = 0
  isLocal = true
  if (host < 0) return
  const open = findByte(host, end, 91)
  const close = findByte(open, end, 93)
  if (close >= end) return
  peerStart = open + 1
  peerEnd = close
  isLocal = peerEnd === peerStart || isLoopback(peerStart, close)
}

/** `<= a@b H=mx.b (helo) [192.0.2.1] P=esmtps X=… A=plain:u S=1234 id=x@y` */
function arrival(at: i32): bool {
  if (row !== none || !hasRoom()) return false
  const end = lineEnd
  const senderStart = at + 3
  const senderEnd = findByte(senderStart, end, 32)
  readFields(senderEnd)
  const isNull = load<u16>(senderStart) === letters('<>')
  if (isNull && router >= 0) return false
  if (isLocal ? pairIsFull(localArrivalsAt) : !isUsualTls(tls)) return false
  let client = 0
  if (!isLocal) {
    client = peerEnd - peerStart > 64 ? notHere : clientOf(end)
    if (client === notHere) return false
  }
  const user = userOf()
  if (user === notHere) return false
  const sender = isNull ? 0 : nameId(sendersAt, senderStart, senderEnd)
  if (sender === notHere) return false
  const opened = openFile(body, idLength, cell(hostCell), hash)
  openAt(opened, secondNumber(), cell(hourRowCell))
  addState(opened, arrived | active)
  if (size >= 0) store<f64>(fileSizesAt + (opened << 3), numberAt(size, end))
  setField(fileClientsAt, opened, isLocal ? loopback : 2)
  setField(fileClientNamesAt, opened, client)
  setField(fileUsersAt, opened, user)
  setField(fileSendersAt, opened, sender)
  identify(opened)
  if (!isLocal) {
    eximTls(false, tls)
    if (user > 0) countNetwork(loginsAt, peerStart, peerEnd)
  }
  receive(opened)
  return true
}

/** `H=name (helo) [192.0.2.1]` → `name[192.0.2.1]`; without a name: `unknown`. */
function clientOf(end: i32): i32 {
  let nameEnd = host
  while (nameEnd < end && load<u8>(nameEnd) !== 32 && load<u8>(nameEnd) !== 40 && load<u8>(nameEnd) !== 91)
    nameEnd++
  const isNamed = load<u8>(nameEnd) === 32 && nameEnd > host && nameEnd - host <= 255
  const length = isNamed ? nameEnd - host : 7
  if (isNamed) memory.copy(spareAt, host, length)
  else store<u64>(spareAt, letters('unknown'))
  store<u8>(spareAt + length, 91)
  const address = spareAt + length + 1
  memory.copy(address, peerStart, peerEnd - peerStart)
  return clientId(spareAt, address, address + peerEnd - peerStart)
}

function identify(opened: i32): void {
  if (messageIdAt < 0) return
  const id = bytesHash(messageIdAt, findByte(messageIdAt, lineEnd, 32))
  setField(fileMessageIdsAt, opened, id)
  if (isLocal) setPair(localArrivalsAt, id, 0, opened + 1)
}

/** `A=plain:u` */
function userOf(): i32 {
  if (login < 0) return 0
  const wordEnd = findByte(login, lineEnd, 32)
  const colon = findByte(login, wordEnd, 58)
  return colon < wordEnd ? nameId(usersAt, colon + 1, wordEnd) : 0
}

/** `EximRecipient.read`; false where it was dropped. */
function readRecipient(from: i32): bool {
  const end = router >= 0 ? router - 3 : reply >= 0 ? reply - 2 : lineEnd
  const nameEnd = findByte(from, end, 32)
  const first = <i32>load<u8>(from)
  recipientStart = from
  recipientEnd = nameEnd
  if (load<u64>(from) === letters(':blackho')) return false
  if (findByte(from, nameEnd, 64) < nameEnd && first !== 47 && first !== 124) return true
  const open = findByte(nameEnd, end, 60)
  if (open >= end) return true
  recipientStart = open + 1
  recipientEnd = findByte(open + 1, end, 62)
  return true
}

function beginTimes(): void {
  noTimes((stateOf(row) & arrived) !== 0 ? max(0, secondNumber() - openedAt(row)) : -1)
}

/** `=> u <u@d> R=… T=… H=mx [ip] X=… C="250 …"` */
function delivered(at: i32): bool {
  if (row === none) return false
  readFields(at)
  if (!readRecipient(at + 3) || mayBeHandOff()) return false
  if (!isLocal && !isUsualTls(tls)) return false
  const recipient = nameId(recipientsAt, recipientStart, recipientEnd)
  if (recipient === notHere || !findDestination(recipient, recipientStart, recipientEnd)) return false
  beginTimes()
  deliver(row, recipient)
  if (!isLocal) eximTls(true, tls)
  return true
}

/** Whether the next Exim told an ID, or a filter may have given the mail back: TypeScript looks closer. */
function mayBeHandOff(): bool {
  if (confirmation >= 0 && load<u8>(confirmation) === 34) {
    const id = find(confirmation, lineEnd, letters('id='), 3)
    if (id >= 0 && eximIdLength(id + 3) > 0) return true
  }
  if (!isLocal) return false
  const messageId = field(fileMessageIdsAt, row)
  const next = messageId === 0 ? 0 : pairValue(localArrivalsAt, messageId, 0)
  return next !== 0 && next - 1 !== row
}

/** `=== u@d R=… T=… defer (-44) H=mx [ip]: SMTP error …: 450 …`; nothing counts where nothing was tried. */
function deferral(at: i32): bool {
  if (row === none) return false
  const end = lineEnd
  const word = find(at, end, letters(' defer ('), 8)
  const code = find(at, end, letters('defer (-'), 8)
  if (word < 0 || code !== word + 1 || find(code + 8, end, letters('defer (-'), 8) >= 0) return false
  // defer (-51) to defer (-54)
  const digit = <i32>load<u8>(code, 9) - 48
  if (load<u8>(code, 8) === 53 && digit >= 1 && digit <= 4) return load<u8>(code, 10) === 41
  if (find(at, end, letters('retry ti'), 8) >= 0) return false
  readFields(at)
  if (!readRecipient(at + 3)) return false
  const start = find(word, end, letters(': '), 2)
  if (start < 0) return false
  const template = templateOf(deferralKind, start + 2, end)
  const reason = template === 0 ? -1 : reasonOf(template)
  if (reason < 0 || !findDestination(0, recipientStart, recipientEnd)) return false
  beginTimes()
  defer(row, template, reason)
  return true
}

/** `** u@d R=… T=…: 550 …` */
function failure(at: i32): bool {
  if (row === none) return false
  readFields(at)
  // Too old: "retry timeout exceeded", "failing for a long time", "timeout on waiting".
  if (reply < 0 || holdsTime(at, lineEnd) || !readRecipient(at + 3)) return false
  const template = templateOf(bounceKind, reply, lineEnd)
  if (template === 0 || !findDestination(0, recipientStart, recipientEnd)) return false
  beginTimes()
  bounce(template)
  return true
}

/** Whether `time` stands there, in any case. */
function holdsTime(start: i32, end: i32): bool {
  const small = i8x16.splat(32)
  for (let at = start; at < end; at += 16) {
    const isTime = v128.and(
      i8x16.eq(v128.or(v128.load(at), small), i8x16.splat(116)),
      v128.and(
        i8x16.eq(v128.or(v128.load(at, 1), small), i8x16.splat(105)),
        i8x16.eq(v128.or(v128.load(at, 2), small), i8x16.splat(109)),
      ),
    )
    if (v128.any_true(isTime)) return true
  }
  return false
}

/** `H=(x) [ip] F=<f> rejected RCPT <t>: text` */
function refusal(): bool {
  const end = lineEnd
  if (find(body, end, letters('authenti'), 8) >= 0) return false
  const at = find(body, end, letters(' rejecte'), 8)
  if (at < 0 || load<u16>(at, 8) !== letters('d ')) return false
  const stage = load<u32>(at + 10)
  if (
    stage !== letters('RCPT') &&
    stage !== letters('MAIL') &&
    stage !== letters('EHLO') &&
    stage !== letters('HELO')
  )
    return false
  return load<u64>(at - 8) !== letters('porarily') && refusedByExim(cell(eximCell), at + 1)
}
