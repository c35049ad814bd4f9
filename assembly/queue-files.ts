// Rows of queue files: queue-files.ts, journeys.ts.
import {
  closedCell,
  closedRingAt,
  fileClientNamesAt,
  fileClientsAt,
  fileFirstsAt,
  fileFollowersAt,
  fileHashesAt,
  fileHoursAt,
  fileIdsAt,
  fileLengthsAt,
  fileMessageIdsAt,
  fileNextFreeAt,
  fileOpenedAt,
  fileRecipientsAt,
  fileScopesAt,
  fileSendersAt,
  fileSerialsAt,
  fileSizesAt,
  fileStatesAt,
  filesMaskCell,
  fileTableAt,
  fileUsersAt,
  freeCell,
  idBytes,
  lingering,
  liveCell,
  mostRowsCell,
  openedCell,
  queueLifeAt,
  usedCell,
} from '../src/logs/engine/memory-layout'
import { addTime, cell, mostMilliseconds, setCell } from './counts'
import { scoped } from './hashes'
import { body, idHashValue, idLength } from './line'
import { same } from './text'

export const none = -1
export const arrived = 1
export const active = 2
export const received = 4
export const closed = 8
const detached = 16
export const local = 32
export const deferred = 64
export const expired = 128
export const held = 256
export const discarded = 512
export const probe = 1024
export const reentered = 2048
const spent = 4096
const released = 8192

export function field(column: i32, row: i32): i32 {
  return load<i32>(column + (row << 2))
}

export function setField(column: i32, row: i32, value: i32): void {
  store<i32>(column + (row << 2), value)
}

export function stateOf(row: i32): i32 {
  return field(fileStatesAt, row)
}

export function addState(row: i32, bits: i32): void {
  setField(fileStatesAt, row, stateOf(row) | bits)
}

export function removeState(row: i32, bits: i32): void {
  setField(fileStatesAt, row, stateOf(row) & ~bits)
}

export function sizeOf(row: i32): f64 {
  return load<f64>(fileSizesAt + (row << 3))
}

export function openedAt(row: i32): f64 {
  return load<f64>(fileOpenedAt + (row << 3))
}

/** Row of the ID at `start`, or `none`. */
export function findFile(start: i32, length: i32, scope: i32, hash: i32): i32 {
  const mask = cell(filesMaskCell)
  let place = hash & mask
  while (true) {
    const row = load<i32>(fileTableAt + (place << 2)) - 1
    if (row < 0) return none
    if (
      field(fileHashesAt, row) === hash &&
      <i32>load<u8>(fileLengthsAt + row) === length &&
      field(fileScopesAt, row) === scope &&
      same(fileIdsAt + row * idBytes, start, length)
    )
      return row
    place = (place + 1) & mask
  }
}

/** Row of the line's own queue file. */
export function ownFile(scope: i32): i32 {
  return findFile(body, idLength, scope, scoped(idHashValue, scope))
}

/** Whether a row can be opened here: there is room, and slots need not be spread. */
export function hasRoom(): bool {
  const live = cell(liveCell)
  return live < cell(mostRowsCell) && (live + 1) * 2 <= cell(filesMaskCell)
}

/** The ID is used again: what had it is not found by it any more. */
export function replace(row: i32): void {
  detach(row)
  if ((stateOf(row) & closed) === 0) close(row)
  addState(row, detached)
}

/** A new row, where `hasRoom`; the ID must not be in the table. */
export function openFile(start: i32, length: i32, scope: i32, hash: i32): i32 {
  let row = cell(freeCell)
  if (row === none) {
    row = cell(usedCell)
    setCell(usedCell, row + 1)
  } else setCell(freeCell, field(fileNextFreeAt, row))
  memory.copy(fileIdsAt + row * idBytes, start, length)
  store<u8>(fileLengthsAt + row, <u8>length)
  setField(fileHashesAt, row, hash)
  setField(fileScopesAt, row, scope)
  setField(fileSerialsAt, row, cell(openedCell))
  setCell(openedCell, cell(openedCell) + 1)
  setField(fileStatesAt, row, 0)
  setField(fileFirstsAt, row, row)
  setField(fileFollowersAt, row, 0)
  store<f64>(fileSizesAt + (row << 3), 0)
  setField(fileSendersAt, row, 0)
  setField(fileUsersAt, row, 0)
  setField(fileClientsAt, row, 0)
  setField(fileMessageIdsAt, row, 0)
  setField(fileClientNamesAt, row, 0)
  setField(fileRecipientsAt, row, 0)
  setCell(liveCell, cell(liveCell) + 1)
  const mask = cell(filesMaskCell)
  let place = hash & mask
  while (load<i32>(fileTableAt + (place << 2)) !== 0) place = (place + 1) & mask
  store<i32>(fileTableAt + (place << 2), row + 1)
  return row
}

export function openAt(row: i32, second: f64, hour: i32): void {
  store<f64>(fileOpenedAt + (row << 3), second)
  setField(fileHoursAt, row, hour)
}

/** First queue file of the message. */
export function firstOf(row: i32): i32 {
  let at = row
  for (let next = field(fileFirstsAt, at); next !== at; next = field(fileFirstsAt, at)) at = next
  return at
}

/** `QueueLife.leaves`, then `Journeys.close`. */
export function leave(row: i32, second: f64): void {
  const state = stateOf(row)
  if ((state & closed) !== 0) return
  if ((state & arrived) !== 0) {
    const age = max(0, second - openedAt(row)) * 1000
    addTime(queueLifeAt, 0, age > <f64>mostMilliseconds ? mostMilliseconds : <i32>age)
  }
  close(row)
}

function close(row: i32): void {
  addState(row, closed)
  const count = cell(closedCell)
  const place = count & (lingering - 1)
  const isFull = place !== count
  const slot = closedRingAt + (place << 2)
  if (isFull) finish(load<i32>(slot))
  store<i32>(slot, row)
  setCell(closedCell, isFull && place === lingering - 1 ? lingering : count + 1)
}

function finish(row: i32): void {
  if ((stateOf(row) & detached) === 0) detach(row)
  addState(row, detached | spent)
  releaseIfUnused(row)
}

function releaseIfUnused(start: i32): void {
  let row = start
  while ((stateOf(row) & spent) !== 0 && field(fileFollowersAt, row) <= 0) {
    const first = field(fileFirstsAt, row)
    setField(fileStatesAt, row, released)
    setField(fileNextFreeAt, row, cell(freeCell))
    setCell(freeCell, row)
    setCell(liveCell, cell(liveCell) - 1)
    if (first === row) return
    setField(fileFollowersAt, first, field(fileFollowersAt, first) - 1)
    row = first
  }
}

/** Takes the ID out of the table and moves later entries of the run back (Knuth 6.4, algorithm R). */
function detach(row: i32): void {
  const mask = cell(filesMaskCell)
  let hole = field(fileHashesAt, row) & mask
  while (true) {
    const entry = load<i32>(fileTableAt + (hole << 2))
    if (entry === row + 1) break
    if (entry === 0) return
    hole = (hole + 1) & mask
  }
  let place = hole
  while (true) {
    place = (place + 1) & mask
    const entry = load<i32>(fileTableAt + (place << 2))
    if (entry === 0) break
    const home = field(fileHashesAt, entry - 1) & mask
    if (((place - home) & mask) < ((place - hole) & mask)) continue
    store<i32>(fileTableAt + (hole << 2), entry)
    hole = place
  }
  store<i32>(fileTableAt + (hole << 2), 0)
}
