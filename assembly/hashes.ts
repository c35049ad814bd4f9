// The same hashes as in TypeScript: text-hash.ts, queue-files.ts, bytes.ts.
import { masked, within } from './text'

function folded(hash: i32, word: i32): i32 {
  const mixed = (hash ^ word) * 0x9e3779b1
  return mixed ^ (mixed >>> 15)
}

function foldedWindow(before: i32, text: v128, left: i32): i32 {
  let hash = folded(before, i32x4.extract_lane(text, 0))
  if (left > 4) hash = folded(hash, i32x4.extract_lane(text, 1))
  if (left > 8) hash = folded(hash, i32x4.extract_lane(text, 2))
  if (left > 12) hash = folded(hash, i32x4.extract_lane(text, 3))
  return hash
}

/** `hashOf` of queue-files.ts. */
export function idHash(start: i32, length: i32): i32 {
  let hash = length
  let at = start
  let left = length
  for (; left >= 16; left -= 16, at += 16) hash = foldedWindow(hash, v128.load(at), 16)
  return left > 0 ? foldedWindow(hash, masked(at, left), left) : hash
}

/** `textHash`: its lowest bit says whether A–Z are among the bytes. */
export function textHash(start: i32, end: i32): i32 {
  let hash = end - start
  let at = start
  let capitals = i64x2.splat(0)
  for (; at + 16 <= end; at += 16) {
    const text = v128.load(at)
    capitals = v128.or(capitals, within(text, 65, 26))
    hash = foldedWindow(hash, text, 16)
  }
  if (at < end) {
    const text = masked(at, end - at)
    capitals = v128.or(capitals, within(text, 65, 26))
    hash = foldedWindow(hash, text, end - at)
  }
  return (hash & -2) | i32(v128.any_true(capitals))
}

export function mix(hash: i32): i32 {
  const half = (hash ^ (hash >>> 15)) * 0x2c1b3c6d
  return half ^ (half >>> 13)
}

/** `hashBytes`. */
export function bytesHash(start: i32, end: i32): i32 {
  return mix(textHash(start, end))
}

/** `scoped`: of an ID within its scope. */
export function scoped(hash: i32, scope: i32): i32 {
  return mix(hash ^ (scope * 0x85ebca6b))
}
