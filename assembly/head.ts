// The head of a line that looks like the one before: heads.ts reads all others.
import {
  eximCell,
  hostAt,
  hostLengthCell,
  hourSecondCell,
  pointCell,
  prefixAt,
  prefixLengthCell,
  signCell,
  stampLengthCell,
  tagsAt,
} from '../src/logs/engine/memory-layout'
import { cell } from './counts'
import { idHash } from './hashes'
import { headed, lineEnd, lineStart } from './line'
import { alphanumeric, findByte, masked, run, within } from './text'

/** Whether the head of the current line is one that is known. */
export function readHead(): bool {
  const at = lineStart
  if (differs(at, prefixAt)) return false
  // 04:31
  const time = at + cell(prefixLengthCell)
  const minute = twoDigits(time, 5)
  const second = twoDigits(time + 3, 6)
  if (minute < 0 || second < 0 || load<u8>(time, 2) !== 58) return false
  // Fraction and zone
  if (<i32>load<u8>(time, 5) !== cell(pointCell)) return false
  const stampEnd = at + cell(stampLengthCell)
  if (stampEnd >= lineEnd || load<u8>(stampEnd) !== 32) return false
  const sign = cell(signCell)
  if (sign !== 0 && <i32>load<u8>(stampEnd - 6) !== sign) return false
  const when = cell(hourSecondCell) + minute * 60 + second
  return cell(eximCell) !== 0 ? eximHead(stampEnd + 1, when) : syslogHead(stampEnd + 1, when)
}

/** Whether 16 bytes are not those of the pattern, whose mask lies behind it. */
function differs(at: i32, pattern: i32): bool {
  return v128.any_true(v128.and(v128.xor(v128.load(at), v128.load(pattern)), v128.load(pattern, 16)))
}

function twoDigits(at: i32, mostTens: i32): i32 {
  const tens = <i32>load<u8>(at) - 48
  const ones = <i32>load<u8>(at, 1) - 48
  return <u32>tens > <u32>mostTens || <u32>ones > 9 ? -1 : tens * 10 + ones
}

function syslogHead(hostStart: i32, when: i32): bool {
  if (
    v128.any_true(
      v128.or(
        v128.and(v128.xor(v128.load(hostStart), v128.load(hostAt)), v128.load(hostAt, 32)),
        v128.and(v128.xor(v128.load(hostStart, 16), v128.load(hostAt, 16)), v128.load(hostAt, 48)),
      ),
    )
  )
    return false
  const start = hostStart + cell(hostLengthCell)
  const length = tagLength(start)
  if (length < 4) return false
  let tag = tagPlace(start, length)
  if (!isTag(start, length, tag)) {
    tag ^= 64
    if (!isTag(start, length, tag)) return false
  }
  // [812]
  let body = start + length
  if (load<u8>(body) === 91) {
    const close = i8x16.bitmask(i8x16.eq(v128.load(body), i8x16.splat(93)))
    if (close === 0) return false
    body += ctz(close) + 1
  }
  if (load<u16>(body) !== letters(': ')) return false
  body += 2
  if (body >= lineEnd || load<u8>(body) === 91) return false
  const reader = load<i32>(tag, 8)
  const id = reader >= 1 && reader <= 6 ? queueIdLength(body) : 0
  headed(body, tag, when, id, id > 0 ? idHash(body, id) : 0)
  return true
}

/** Up to `[`, `:` or a blank; 0 where there is none within 32 bytes. */
function tagLength(start: i32): i32 {
  let ends = i8x16.bitmask(separators(v128.load(start)))
  if (ends) return ctz(ends)
  ends = i8x16.bitmask(separators(v128.load(start, 16)))
  return ends ? 16 + ctz(ends) : 0
}

function separators(text: v128): v128 {
  return v128.or(
    i8x16.eq(text, i8x16.splat(91)),
    v128.or(i8x16.eq(text, i8x16.splat(58)), i8x16.eq(text, i8x16.splat(32))),
  )
}

/** First of the two places in which a tag of at least 4 bytes may be. */
export function tagPlace(start: i32, length: i32): i32 {
  const mixed = ((load<i32>(start) ^ rotl(load<i32>(start + length - 4), 11)) + length) * 0x9e3779b1
  return tagsAt + ((mixed >>> 23) << 6)
}

function isTag(start: i32, length: i32, tag: i32): bool {
  if (load<i32>(tag) !== length) return false
  if (length <= 16) return !v128.any_true(v128.xor(masked(start, length), v128.load(tag, 16)))
  return !v128.any_true(
    v128.or(
      v128.xor(v128.load(start), v128.load(tag, 16)),
      v128.xor(masked(start + 16, length - 16), v128.load(tag, 32)),
    ),
  )
}

/** Length of the queue ID at `at`, which `: ` follows; 0: none; −1: longer, or nothing behind the colon. */
function queueIdLength(at: i32): i32 {
  const text = v128.load(at)
  const hexadecimal = run(v128.or(within(text, 48, 10), within(text, 65, 6)))
  if (hexadecimal >= 5) {
    if (hexadecimal === 16) return -1
    if (load<u16>(at + hexadecimal) === letters(': ')) return hexadecimal
    if (load<u8>(at + hexadecimal) === 58) return -1
  }
  const length = run(alphanumeric(text))
  if (length < 10) return 0
  const small = v128.or(text, i8x16.splat(32))
  const vowels = v128.or(
    v128.or(
      v128.or(i8x16.eq(small, i8x16.splat(97)), i8x16.eq(small, i8x16.splat(101))),
      v128.or(i8x16.eq(small, i8x16.splat(105)), i8x16.eq(small, i8x16.splat(111))),
    ),
    i8x16.eq(small, i8x16.splat(117)),
  )
  if ((i8x16.bitmask(vowels) & ((1 << length) - 1)) !== 0) return 0
  if (length === 16) return -1
  if (load<u16>(at + length) === letters(': ')) return length
  return load<u8>(at + length) === 58 ? -1 : 0
}

function eximHead(body: i32, when: i32): bool {
  if (body + 16 >= lineEnd) return false
  const length = eximIdLength(body)
  if (length === 0) {
    if (!isEximRefusal(body)) return false
  } else if (load<u8>(body + length) !== 32 || !isEximFlag(body + length + 1)) return false
  headed(body, 0, when, -1, 0)
  return true
}

/** Length of the Exim message ID at `at`; 0: none. */
export function eximIdLength(at: i32): i32 {
  const first = v128.load(at)
  const second = v128.load(at, 16)
  const words = i8x16.bitmask(alphanumeric(first)) | (i8x16.bitmask(alphanumeric(second)) << 16)
  const dash = i8x16.splat(45)
  const dashes = i8x16.bitmask(i8x16.eq(first, dash)) | (i8x16.bitmask(i8x16.eq(second, dash)) << 16)
  // XXXXXX-XXXXXX-XX, XXXXXX-XXXXXXXXXXX-XXXX
  if ((words & 0xdfbf) === 0xdfbf && (dashes & 0x2040) === 0x2040) return 16
  return (words & 0x7bffbf) === 0x7bffbf && (dashes & 0x40040) === 0x40040 ? 23 : 0
}

/** `<= `, `=> `, `-> `, `=== `, `** `, `Comp` */
function isEximFlag(at: i32): bool {
  const word = load<i32>(at)
  if (word === letters('Comp')) return true
  const flag = word & 0xffffff
  return (
    flag === letters('<= ') ||
    flag === letters('=> ') ||
    flag === letters('-> ') ||
    flag === letters('== ') ||
    flag === letters('** ')
  )
}

/** `H=…`, and no tag of syslog behind the first word. */
function isEximRefusal(at: i32): bool {
  if (load<u16>(at) !== letters('H=')) return false
  const wordEnd = findByte(at, lineEnd, 32)
  const next = findByte(wordEnd + 1, lineEnd, 32)
  return load<u16>(next - 2) !== letters(']:')
}
