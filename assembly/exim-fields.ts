// The fields of Exim's lines: exim-fields.ts of the engine.
import { isLoopback } from './addresses'
import { lineEnd } from './line'
import { findByte } from './text'

// Where the fields of the line stand; −1: it has none.
export let host: i32 = -1
export let size: i32 = -1
export let messageIdAt: i32 = -1
export let login: i32 = -1
export let tls: i32 = -1
export let router: i32 = -1
export let confirmation: i32 = -1
export let reply: i32 = -1
export let peerStart: i32 = 0
export let peerEnd: i32 = 0
export let isLocal: bool = false
// The final address of a delivery.
export let recipientStart: i32 = 0
export let recipientEnd: i32 = 0

/** `EximFields.read`: the first of a name counts. */
export function readFields(from: i32): void {
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

/** `EximRecipient.read`; false where it was dropped. */
export function readRecipient(from: i32): bool {
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
