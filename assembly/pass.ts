// The pass over a log in WebAssembly: docs/log-engine.md. TypeScript's part is src/logs/engine/pass/.
import {
  amavisFlag,
  eximCell,
  eximSettledCell,
  hourSecondCell,
  lastProgramCell,
  lastSecondCell,
  lastStampCell,
  lineNumberCell,
  nextCell,
  recordsAt,
  settledCell,
} from '../src/logs/engine/memory-layout'
import { cell, setCell } from './counts'
import { eximLine } from './exim'
import { readHead } from './head'
import { begin, body, idHashValue, idLength, lineEnd, lineStart, second, tag } from './line'
import { amavisLine, isDovecotRoutine, rspamdLine } from './others'
import { isNewQueue, postfixLine } from './postfix'

export { textHash as hash } from './hashes'
export { tagPlace as place } from './head'
export { addDomains } from './names'

/** A longer line is cut, which TypeScript counts. */
const longestLine = 65_536
const qmgr = 3
const postfix = 6
const dovecot = 7
const rspamd = 8
const filter = 11

/** Where the line that begins at `at` ends; −1: not before `end`. */
function lineFeed(start: i32, end: i32): i32 {
  const wanted = i8x16.splat(10)
  for (let at = start; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted))
    if (found) {
      const place = at + ctz(found)
      return place < end ? place : -1
    }
  }
  return -1
}

/** The record of the current line; 0 as the number of its tag: its head is none that is known. */
function writeRecord(record: i32, isKnown: bool): void {
  store<i32>(record, lineStart)
  store<i32>(record, lineEnd, 4)
  store<i32>(record, isKnown ? program() : 0, 8)
  store<i32>(record, body, 12)
  store<i32>(record, second, 16)
  store<i32>(record, idLength, 20)
  store<i32>(record, idHashValue, 24)
}

/** Number of the program of the current line. */
function program(): i32 {
  return tag === 0 ? cell(eximCell) : load<i32>(tag, 4)
}

function beginLine(at: i32, lineFeedAt: i32): void {
  const end = lineFeedAt > at && load<u8>(lineFeedAt - 1) === 13 ? lineFeedAt - 1 : lineFeedAt
  begin(at, end)
}

/** Records of whole lines in [from, end), at most `most`; only the last one may be of no known head. */
export function scan(from: i32, end: i32, most: i32): i32 {
  let at = from
  let count = 0
  while (count < most) {
    const lineFeedAt = lineFeed(at, end)
    if (lineFeedAt < 0) break
    beginLine(at, lineFeedAt)
    const isKnown = readHead()
    writeRecord(recordsAt + (count << 5), isKnown)
    at = lineFeedAt + 1
    count++
    if (!isKnown) break
  }
  setCell(nextCell, at)
  return count
}

/** Settles whole lines in [from, end) up to one that TypeScript must read, of which it makes a record: 1. */
export function settle(from: i32, end: i32): i32 {
  let at = from
  let settled = 0
  let stopped = 0
  let number = cell(lineNumberCell)
  while (!stopped) {
    const lineFeedAt = lineFeed(at, end)
    if (lineFeedAt < 0) break
    beginLine(at, lineFeedAt)
    // Should the pass ever fail, TypeScript goes on from here.
    setCell(nextCell, at)
    setCell(settledCell, settled)
    at = lineFeedAt + 1
    const isKnown = readHead()
    setCell(lineNumberCell, number + 1)
    if (isKnown && lineEnd - lineStart <= longestLine && isSettled()) {
      number++
      settled++
      setCell(lastStampCell, lineStart)
      setCell(lastSecondCell, second)
      setCell(lastProgramCell, program())
    } else {
      writeRecord(recordsAt, isKnown)
      stopped = 1
    }
  }
  setCell(lineNumberCell, number)
  setCell(settledCell, settled)
  setCell(nextCell, at)
  return stopped
}

function isSettled(): bool {
  // A leap second belongs to the next hour.
  if (second - cell(hourSecondCell) >= 3600) return false
  if (tag === 0) {
    if (!eximLine()) return false
    setCell(eximSettledCell, cell(eximSettledCell) + 1)
    return true
  }
  const reader = load<i32>(tag, 8)
  let isDone = false
  if (reader <= 0) return false
  if (reader <= postfix) isDone = (reader !== qmgr || !isNewQueue()) && postfixLine(reader)
  else if (reader === dovecot) isDone = isDovecotRoutine()
  else if (reader === rspamd) isDone = rspamdLine()
  else if (reader === filter) isDone = (load<i32>(tag, 12) & amavisFlag) !== 0 && amavisLine()
  if (isDone) store<i32>(tag, load<i32>(tag, 48) + 1, 48)
  return isDone
}
