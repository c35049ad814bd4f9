// Forms of replies: src/logs/template.ts says what they are, reasons.ts hashes the same.
import { templateCountsAt, templateReasonsAt, templatesAt } from '../src/logs/engine/memory-layout'
import { mix } from './hashes'
import { pairValue } from './pairs'
import { findByte } from './text'

const longestText = 1000
/** Hashes of `host`, `hostname`, `client`, `from`, `to`. */
const hostWord: i32 = 0xaffea56f
const hostnameWord: i32 = 0x3e6bd56c
const clientWord: i32 = 0x8f929c1e
const fromWord: i32 = 0x95cd8075
const toWord: i32 = 0x42454824

export const rejectKind = 1
export const deferralKind = 2
export const bounceKind = 3

/** Number of the form of a text; 0: it was not met yet. */
export function templateOf(kind: i32, start: i32, lineEnd: i32): i32 {
  const end = min(lineEnd, start + longestText)
  let one = kind
  let two = 0x9747b28c
  let at = start
  while (at < end) {
    const byte = <i32>load<u8>(at)
    if (byte === 60 || byte === 91) {
      at = findByte(at + 1, end, byte + 2) + 1
      one = (one ^ byte) * 0x01000193
      continue
    }
    const wordEnd = endOfWord(at, end)
    if (wordEnd === at) {
      one = (one ^ byte) * 0x01000193
      at++
      continue
    }
    const hash = wordHash(at, wordEnd)
    one = (one ^ hash) * 0x01000193
    two = ((two ^ hash) + 0x52dce729) * 0x5bd1e995
    at = wordEnd
    // "host h[ip] said", "connect to h[ip]:25": the name is another each time.
    if (load<u8>(wordEnd) !== 32 || !isBeforeName(hash)) continue
    at = behindName(wordEnd, end)
    if (at > wordEnd) one = (one ^ 42) * 0x01000193
  }
  return pairValue(templatesAt, mix(one), mix(two) & 0xfffff)
}

function endOfWord(at: i32, end: i32): i32 {
  let i = at
  for (; i < end; i++) {
    const byte = <i32>load<u8>(i)
    if (byte > 61) {
      if (byte === 91) break
      continue
    }
    if (byte === 32 || byte === 60 || byte === 59 || byte === 44 || byte === 40 || byte === 41 || byte === 61)
      break
  }
  return i
}

function wordHash(start: i32, end: i32): i32 {
  let hash = 0x811c9dc5
  let digits = 0
  let points = 0
  for (let i = start; i < end; i++) {
    const byte = <i32>load<u8>(i)
    if (byte === 64) return 1
    if (<u32>(byte - 48) < 10) digits++
    else if (byte === 46 || byte === 45) points++
    hash = (hash ^ byte) * 0x01000193
  }
  if (digits === 0) return hash
  const first = <i32>load<u8>(start)
  const isOfClass = first === 50 || first === 52 || first === 53
  const isCode = digits + points === end - start && digits <= 5 && (points === 2 || digits === 3)
  return isOfClass && isCode ? hash : 1
}

function isBeforeName(hash: i32): bool {
  return (
    hash === hostWord || hash === toWord || hash === fromWord || hash === clientWord || hash === hostnameWord
  )
}

/** Behind the name that follows the blank; the blank where the word there is no name of a host. */
function behindName(blank: i32, end: i32): i32 {
  let isName = false
  for (let at = blank + 1; at < end; at++) {
    const byte = load<u8>(at)
    if (byte === 91) return at
    if (byte === 32) return isName ? at : blank
    if (byte === 46) isName = true
  }
  return isName ? end : blank
}

export function countTemplate(template: i32): void {
  const at = templateCountsAt + (template << 2)
  store<i32>(at, load<i32>(at) + 1)
}

/** Number of the reason of a deferral, from 0; −1: TypeScript has not told it. */
export function reasonOf(template: i32): i32 {
  return load<i32>(templateReasonsAt + (template << 2)) - 1
}
