// TLS in and out: tls-use.ts of the figures.
import {
  deliveriesTotal,
  encryptedDeliveriesTotal,
  encryptedSessionsTotal,
  hostCell,
  peersAt,
  sessionsTotal,
  versionsInTotal,
  versionsOutTotal,
  wrappedFlag,
} from '../src/logs/engine/memory-layout'
import { clientHash, loopback } from './addresses'
import { addTotal, cell } from './counts'
import { body, lineEnd, tag } from './line'
import { pairIsFull, pairValue, setPair } from './pairs'
import { findByte, isDigit } from './text'

const tlsConnection: u64 = letters(' TLS con')
const nectionBlank: u64 = letters('nection ')

/** `Trusted TLS connection established to mx.d[198.51.100.7]:25: TLSv1.3 with cipher …` */
export function tlsConnected(): bool {
  const end = lineEnd
  const first = <i32>load<u8>(body)
  let at = body + (first === 84 ? 7 : first === 86 ? 8 : 9)
  if (load<u64>(at) !== tlsConnection || load<u64>(at, 8) !== nectionBlank) return true
  // `established `, `reused `
  at = findByte(at + 16, end, 32) + 1
  const direction = load<u16>(at)
  const isOut = direction === letters('to')
  if (!isOut && (direction & 255) !== 102) return true
  const open = findByte(at, end, 91) + 1
  const close = findByte(open, end, 93)
  const version = findByte(close, end, 32) + 1
  if (load<u8>(version, 3) !== 118 || load<u8>(version, 5) !== 46 || load<u8>(version, 7) !== 32) return false
  const digit = <i32>load<u8>(version, 6) - 48
  if (digit < 1 || digit > 9) return false
  if (isOut) {
    if (pairIsFull(peersAt)) return false
    setPair(peersAt, processOf(), cell(hostCell), clientHash(open, end))
  }
  addTotal((isOut ? versionsOutTotal : versionsInTotal) + digit, 1)
  return true
}

/** The process ID before `]: `; 0 where there is none. */
function processOf(): i32 {
  let value = 0
  let at = body - 4
  for (let scale = 1; scale < 100_000_000; scale *= 10, at--) {
    const digit = <i32>load<u8>(at) - 48
    if (<u32>digit > 9) break
    value += digit * scale
  }
  return value
}

/** `disconnect from h[ip] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7`, read backwards. */
export function disconnected(): void {
  let hasData = false
  let hasTls = false
  let at = lineEnd - 1
  for (let byte = load<u8>(at); at > body && byte !== 93; byte = load<u8>(--at)) {
    if (byte !== 61 || load<u8>(at + 1) === 48) continue
    const before = <i32>load<u16>(at - 2)
    // da_ta_, bd_at_; start_tls_
    if (before === letters('ta') || before === letters('at')) hasData = true
    else if (before === letters('ls')) hasTls = true
  }
  if (!hasData) return
  const open = findByte(body, at, 91)
  if (clientHash(open + 1, at) === loopback) return
  addTotal(sessionsTotal, 1)
  if (hasTls || (load<i32>(tag, 12) & wrappedFlag) !== 0) addTotal(encryptedSessionsTotal, 1)
}

/** A recipient was delivered by smtp(8); `relay`: behind the `[` of its address. */
export function tlsDelivered(relay: i32): void {
  const peer = clientHash(relay, lineEnd)
  if (peer === loopback) return
  addTotal(deliveriesTotal, 1)
  if (pairValue(peersAt, processOf(), cell(hostCell)) === peer) addTotal(encryptedDeliveriesTotal, 1)
}

/** `X=TLS1.3:…`: whether TypeScript need not count it. */
export function isUsualTls(version: i32): bool {
  if (version < 0) return true
  // TLS1.
  if (load<u32>(version) !== letters('TLS1') || load<u8>(version, 4) !== 46 || load<u8>(version, 6) !== 58)
    return false
  const digit = <i32>load<u8>(version, 5)
  return isDigit(digit) && digit !== 48
}

/** Exim: a message came from, or went to, another host, where `isUsualTls`; −1: plain text. */
export function eximTls(isOut: bool, version: i32): void {
  addTotal(isOut ? deliveriesTotal : sessionsTotal, 1)
  if (version < 0) return
  addTotal(isOut ? encryptedDeliveriesTotal : encryptedSessionsTotal, 1)
  addTotal((isOut ? versionsOutTotal : versionsInTotal) + <i32>load<u8>(version, 5) - 48, 1)
}
