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
import { countNetwork, loopback } from './addresses'
import { clientId } from './clients'
import { cell } from './counts'
import { findDestination, noTimes } from './delays'
import { bounce, defer, deliver } from './delivery'
import {
  confirmation,
  host,
  isLocal,
  login,
  messageIdAt,
  peerEnd,
  peerStart,
  readFields,
  readRecipient,
  recipientEnd,
  recipientStart,
  reply,
  router,
  size,
  tls,
} from './exim-fields'
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

// The line's queue file.
let idLength: i32 = 0
let hash: i32 = 0
let row: i32 = none
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
