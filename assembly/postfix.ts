// Postfix's commonest lines, as postfix.ts of the engine reads them. Each function says whether the line is
// settled; where it says no, it has changed nothing that TypeScript would not change in the same way.
import {
  fileClientNamesAt,
  fileClientsAt,
  fileMessageIdsAt,
  fileRecipientsAt,
  fileSendersAt,
  fileSizesAt,
  fileUsersAt,
  hourRowCell,
  instanceFlag,
  loginsAt,
  pendingCell,
  sendersAt,
  usersAt,
} from '../src/logs/engine/memory-layout'
import { addressEnd, clientHash, countNetwork, loopback } from './addresses'
import { clientId } from './clients'
import { cell } from './counts'
import { delivery } from './delivery'
import { bytesHash, scoped } from './hashes'
import { body, idHashValue, idLength, lineEnd, scopeOf, secondNumber, tag } from './line'
import { receive } from './messages'
import { nameId, notHere } from './names'
import {
  active,
  addState,
  arrived,
  closed,
  field,
  hasRoom,
  held,
  leave,
  local,
  none,
  openAt,
  openedAt,
  openFile,
  ownFile,
  probe,
  received,
  reentered,
  replace,
  setField,
  stateOf,
} from './queue-files'
import { refusedByPostfix } from './refusal'
import { find, findByte, firstBytes, numberAt } from './text'
import { disconnected, tlsConnected } from './tls'

const smtpd = 1
const cleanup = 2
const qmgr = 3
const deliveryAgent = 4
const other = 6
/** Seconds after which a queue file that has no origin is not joined with a `client=` line any more. */
const swapSeconds = 10

export function postfixLine(reader: i32): bool {
  if (idLength > 0) return queueFile(reader)
  return idLength === 0 && withoutQueueFile()
}

/** Lines that begin with no queue ID. */
function withoutQueueFile(): bool {
  const word = load<u64>(body)
  switch (<i32>load<u8>(body)) {
    case 99: // connect from
      return (
        word === letters('connect ') && load<u32>(body, 8) === letters('from') && load<u8>(body, 12) === 32
      )
    case 100: // disconnect from
      if (word !== letters('disconne') || load<u64>(body, 8) !== letters('ct from ')) return false
      disconnected()
      return true
    case 65: // Anonymous TLS
      return (
        word === letters('Anonymou') &&
        load<u32>(body, 8) === letters('s TL') &&
        load<u16>(body, 12) === letters('S ') &&
        tlsConnected()
      )
    case 85: // Untrusted TLS
      return (
        word === letters('Untruste') &&
        load<u32>(body, 8) === letters('d TL') &&
        load<u16>(body, 12) === letters('S ') &&
        tlsConnected()
      )
    case 84: // Trusted TLS
      return word === letters('Trusted ') && load<u32>(body, 8) === letters('TLS ') && tlsConnected()
    case 86: // Verified TLS
      return (
        word === letters('Verified') &&
        load<u32>(body, 8) === letters(' TLS') &&
        load<u8>(body, 12) === 32 &&
        tlsConnected()
      )
    case 67: // CONNECT from
      return (
        word === letters('CONNECT ') && load<u32>(body, 8) === letters('from') && load<u8>(body, 12) === 32
      )
    case 68: // DNSBL rank, DISCONNECT
      if (word === letters('DNSBL ra'))
        return load<u16>(body, 8) === letters('nk') && load<u8>(body, 10) === 32
      return word === letters('DISCONNE') && load<u16>(body, 8) === letters('CT') && load<u8>(body, 10) === 32
    case 80: // PASS, PREGREET
      if (word === letters('PREGREET')) return load<u8>(body, 8) === 32
      return firstBytes(word, 5) === letters('PASS ')
    case 72: // HANGUP
      return firstBytes(word, 7) === letters('HANGUP ')
    case 97: // addr
      return firstBytes(word, 5) === letters('addr ')
    case 115: // statistics:
      return word === letters('statisti') && load<u32>(body, 8) === letters('cs: ')
    case 108: // lost connection after
      return (
        word === letters('lost con') &&
        load<u64>(body, 8) === letters('nection ') &&
        load<u32>(body, 16) === letters('afte') &&
        load<u16>(body, 20) === letters('r ')
      )
    case 78: // NOQUEUE:
      return word === letters('NOQUEUE:') && load<u8>(body, 8) === 32 && refusedByPostfix(body + 9)
  }
  return false
}

function queueFile(reader: i32): bool {
  const start = body + idLength + 2
  if (reader === qmgr) {
    if (load<u64>(start) << 8 === letters('removed') << 8) return removed()
    return load<u32>(start) === letters('from') && load<u16>(start, 4) === letters('=<') && queued(start + 6)
  }
  if (reader === deliveryAgent) {
    return load<u32>(start) === letters('to=<') && delivery(start + 4)
  }
  if (reader === smtpd) {
    return (
      load<u32>(start) === letters('clie') && load<u32>(start, 3) === letters('ent=') && client(start + 7)
    )
  }
  // sender non-delivery notification: …
  if (reader === other)
    return load<u64>(start) === letters('sender n') && load<u64>(start, 8) === letters('on-deliv')
  if (reader === cleanup) {
    return (
      load<u64>(start) === letters('message-') &&
      load<u32>(start, 7) === letters('-id=') &&
      messageId(start + 11)
    )
  }
  return false
}

/** `client=h[ip][, sasl_method=…, sasl_username=u]` of a file that is not known yet. */
function client(named: i32): bool {
  const end = lineEnd
  const scope = scopeOf()
  const earlier = ownFile(scope)
  if (!hasRoom() || (earlier !== none && isSwapped(earlier))) return false
  const address = findByte(named, end, 91) + 1
  const close = findByte(address, end, 93)
  const hash = clientHash(address, end)
  if (hash === loopback && cell(pendingCell) !== 0) return false
  if (close > end || address > end) return false
  const name = clientId(named, address, close)
  if (name === notHere) return false
  let user = 0
  if (close + 1 < end) {
    if (find(close, end, letters('orig_que'), 8) >= 0) return false
    const word = find(close, end, letters('sasl_use'), 8)
    if (word >= 0) {
      if (load<u64>(word, 6) !== letters('sername=')) return false
      user = nameId(usersAt, word + 14, findByte(word + 14, end, 44))
      if (user === notHere) return false
    }
  }
  if (earlier !== none) replace(earlier)
  const row = openFile(body, idLength, scope, scoped(idHashValue, scope))
  openAt(row, secondNumber(), cell(hourRowCell))
  addState(row, arrived)
  setField(fileClientsAt, row, hash)
  setField(fileClientNamesAt, row, name)
  setField(fileUsersAt, row, user)
  if (user > 0) countNetwork(loginsAt, address, close)
  return true
}

/** Whether its lines may only have come in another order. */
function isSwapped(row: i32): bool {
  return (stateOf(row) & (arrived | active | closed)) === 0 && secondNumber() - openedAt(row) <= swapSeconds
}

/** `message-id=<…>` of a file that arrived, or of one that nobody handed in. */
function messageId(start: i32): bool {
  const scope = scopeOf()
  const earlier = ownFile(scope)
  let row = earlier
  if (row === none || (stateOf(row) & closed) !== 0) {
    if (cell(pendingCell) !== 0 || !hasRoom()) return false
    if (row !== none) replace(row)
    row = openFile(body, idLength, scope, scoped(idHashValue, scope))
    openAt(row, secondNumber(), cell(hourRowCell))
  } else if ((stateOf(row) & (held | local)) !== 0) return false
  if (field(fileMessageIdsAt, row) === 0) setField(fileMessageIdsAt, row, bytesHash(start, lineEnd))
  return true
}

/** `from=<f>, size=1234, nrcpt=2 (queue active)` */
function queued(start: i32): bool {
  const end = lineEnd
  const row = ownFile(scopeOf())
  if (row === none) return false
  const state = stateOf(row)
  if ((state & closed) !== 0 || (state & (received | active)) === received) return false
  const senderEnd = addressEnd(start, end)
  const word = load<u64>(senderEnd + 1)
  if (firstBytes(word, 7) !== letters(', size=')) return false
  if ((state & active) !== 0) return true
  const isHandedIn = (state & arrived) !== 0 && (state & (reentered | probe)) === 0
  const sender = isHandedIn ? nameId(sendersAt, start, senderEnd) : 0
  if (sender === notHere) return false
  const sizeStart = senderEnd + 8
  store<f64>(fileSizesAt + (row << 3), numberAt(sizeStart, end))
  addState(row, active)
  if (field(fileUsersAt, row) > 0) {
    const count = find(sizeStart, end, letters('nrcpt='), 6)
    if (count >= 0) setField(fileRecipientsAt, row, <i32>min(numberAt(count + 6, end), 1_000_000))
  }
  if (!isHandedIn) return true
  setField(fileSendersAt, row, sender)
  receive(row)
  return true
}

function removed(): bool {
  const row = ownFile(scopeOf())
  if (row !== none) leave(row, secondNumber())
  return true
}

/** Whether the queue manager's instance still has to be told apart. */
export function isNewQueue(): bool {
  return (load<i32>(tag, 12) & instanceFlag) !== 0 && load<i32>(tag, 52) === 0
}
