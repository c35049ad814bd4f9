// Bytes of text, 16 at a time. Windows may reach behind a line: its end is a line feed, which no word holds.
import { onesAt } from '../src/logs/engine/memory-layout'

/** The first bytes of eight, as `letters('…')` gives them: what is written so becomes a number when it is assembled. */
export function firstBytes(eight: u64, count: i32): u64 {
  return eight & (((<u64>1) << ((<u64>count) << 3)) - 1)
}

/** 16 bytes at `at`, of which the first `length` count; the others are 0. */
export function masked(at: i32, length: i32): v128 {
  return v128.and(v128.load(at), v128.load(onesAt + 16 - length))
}

/** Bytes from `first` on, `count` of them, as ones. */
export function within(text: v128, first: i32, count: i32): v128 {
  return i8x16.lt_u(i8x16.sub(text, i8x16.splat(<i8>first)), i8x16.splat(<i8>count))
}

export function alphanumeric(text: v128): v128 {
  return v128.or(within(text, 48, 10), v128.or(within(text, 65, 26), within(text, 97, 26)))
}

/** How many bytes from the first on are ones, at most 16. */
export function run(ones: v128): i32 {
  return ctz(i8x16.bitmask(ones) ^ 0x1ffff)
}

export function isDigit(byte: i32): bool {
  return <u32>(byte - 48) < 10
}

/** First place of a byte in [from, end); `end` where there is none. */
export function findByte(from: i32, end: i32, byte: i32): i32 {
  if (from >= end) return from
  const wanted = i8x16.splat(<i8>byte)
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted))
    if (found) return min(at + ctz(found), end)
  }
  return end
}

/** First place of a word of 8 or fewer bytes that ends before `end`, from `from` on; −1 where there is none. */
export function find(from: i32, end: i32, word: u64, length: i32): i32 {
  const first = i8x16.splat(<i8>(<i32>word & 255))
  const second = i8x16.splat(<i8>(<i32>(word >> 8) & 255))
  const mask: u64 = length === 8 ? u64.MAX_VALUE : ((<u64>1) << (length << 3)) - 1
  const last = end - length
  for (let at = from; at <= last; at += 16) {
    let found = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), first), i8x16.eq(v128.load(at + 1), second)))
    while (found) {
      const place = at + ctz(found)
      if (place > last) return -1
      if ((load<u64>(place) & mask) === word) return place
      found &= found - 1
    }
  }
  return -1
}

/** Whether the first `length` bytes at two places are the same. */
export function same(left: i32, right: i32, length: i32): bool {
  let done = 0
  for (; done + 16 <= length; done += 16) {
    if (v128.any_true(v128.xor(v128.load(left + done), v128.load(right + done)))) return false
  }
  const rest = length - done
  if (rest === 0) return true
  return !v128.any_true(
    v128.and(v128.xor(v128.load(left + done), v128.load(right + done)), v128.load(onesAt + 16 - rest)),
  )
}

/** Letters and digits from `start` on, at most 32 are looked at. */
export function wordLength(start: i32, end: i32): i32 {
  let length = run(alphanumeric(v128.load(start)))
  if (length === 16) length += run(alphanumeric(v128.load(start + 16)))
  return min(length, end - start)
}

/** Unsigned decimal number at `start`, of at most 15 digits; 0 where there is none. */
export function numberAt(start: i32, end: i32): f64 {
  let value: i64 = 0
  for (let at = start; at < end && at < start + 15; at++) {
    const digit = <i32>load<u8>(at) - 48
    if (<u32>digit > 9) break
    value = value * 10 + digit
  }
  return <f64>value
}
