// Clients' addresses: addresses.ts of the engine, networks.ts of the figures.
import { bytesHash } from './hashes'
import { addToPair } from './pairs'
import { findByte, isDigit } from './text'

export const loopback = 1

/** Hash of the address in `h[address]`, from its bytes behind `[`. */
export function clientHash(start: i32, end: i32): i32 {
  const close = findByte(start, end, 93)
  if (isLoopback(start, close)) return loopback
  const hash = bytesHash(start, close)
  return hash === loopback || hash === 0 ? 2 : hash
}

/** 127.x or ::1. */
export function isLoopback(start: i32, end: i32): bool {
  const word = load<i32>(start)
  if (word === letters('127.') && end - start > 3) return true
  return end - start === 3 && (word & 0xffffff) === letters('::1')
}

/** Where the address that begins at `start` ends. */
export function addressEnd(start: i32, end: i32): i32 {
  let at = start
  if (load<u8>(at) === 34) {
    for (at++; at < end && load<u8>(at) !== 34; at++) if (load<u8>(at) === 92) at++
  }
  for (at = findByte(at, end, 62); at < end; at = findByte(at + 1, end, 62)) {
    const next = <i32>load<u8>(at + 1)
    if (at + 1 >= end || next === 44 || next === 32) return at
  }
  return min(at, end)
}

/** Counts something for the network of the address at `start`. */
export function countNetwork(table: i32, start: i32, end: i32): void {
  const key = networkKey(start, end)
  if (key >= 0) addToPair(table, <i32>(key >> 25), <i32>(key & 0x1ffffff), 1)
}

/** `networkKey`: /24 of IPv4, /48 of IPv6; −1: no address. */
function networkKey(start: i32, end: i32): i64 {
  let part = 0
  let points = 0
  let value = 0
  for (let at = start; at < end && at < start + 16; at++) {
    const byte = <i32>load<u8>(at)
    if (byte === 46) {
      value = value * 256 + part
      if (++points === 3) return value
      part = 0
    } else if (isDigit(byte)) part = min(part * 10 + byte - 48, 255)
    else break
  }
  return sixKey(start, end)
}

function sixKey(start: i32, end: i32): i64 {
  let value: i64 = 0
  let group: i64 = 0
  let groups = 0
  let colons = 0
  for (let at = start; at < end && groups < 3; at++) {
    const byte = <i32>load<u8>(at)
    const digit = hexadecimal(byte)
    if (digit >= 0) group = (group * 16 + digit) & 0xffff
    else if (byte === 58) {
      colons++
      value = value * 65536 + group
      groups++
      group = 0
      if (at + 1 < end && load<u8>(at + 1) === 58) break
    } else break
  }
  if (colons === 0) return -1
  for (; groups < 3; groups++) value *= 65536
  return ((<i64>1) << 24) + value
}

function hexadecimal(byte: i32): i32 {
  if (isDigit(byte)) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
