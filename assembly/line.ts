// The line that the pass reads.
import { hostCell } from '../src/logs/engine/memory-layout'
import { cell } from './counts'

export let lineStart: i32 = 0
/** Behind the last byte; neither line feed nor carriage return belongs to it. */
export let lineEnd: i32 = 0
export let body: i32 = 0
/** Place of its tag; 0: none. */
export let tag: i32 = 0
/** Without a sign. */
export let second: i32 = 0
/** Length of the queue ID at `body`; 0: none, −1: not looked for. */
export let idLength: i32 = 0
export let idHashValue: i32 = 0

export function begin(start: i32, end: i32): void {
  lineStart = start
  lineEnd = end
}

export function headed(at: i32, place: i32, when: i32, length: i32, hash: i32): void {
  body = at
  tag = place
  second = when
  idLength = length
  idHashValue = hash
}

export function secondNumber(): f64 {
  return <f64>(<u32>second)
}

/** Host and queue of the line's program, which IDs belong to. */
export function scopeOf(): i32 {
  return cell(hostCell) | (load<i32>(tag, 52) << 16)
}
