// Delays by destination: delays.ts, delay-fields.ts of the figures.
import {
  delaysByDestinationAt,
  destinationColumns,
  destinationOfAt,
  destinationReasonsAt,
  destinationsAt,
  domainsAt,
  mostDestinations,
  overallDelaysAt,
} from '../src/logs/engine/memory-layout'
import { addNumber, addTime, mostMilliseconds } from './counts'
import { nameId } from './names'
import { addToPair } from './pairs'
import { isDigit } from './text'

/** Milliseconds; −1: the line has none. */
export let total: i32 = -1
let hasStages: bool = false
let stage0: i32 = 0
let stage1: i32 = 0
let stage2: i32 = 0
let stage3: i32 = 0
let numberEnd: i32 = 0

const deliveredColumn = 4
const deferredColumn = 5
const bouncedColumn = 6
const failedColumn = 7
const totalRow = 4

export function noTimes(seconds: f64): void {
  hasStages = false
  total = seconds < 0 ? -1 : <i32>min(seconds * 1000, <f64>mostMilliseconds)
}

/** `DelayFields.read`: backwards from where `, status=` begins. */
export function readTimes(from: i32, status: i32): void {
  total = -1
  hasStages = false
  let start = fieldStart(from, status)
  // dsn=2.0.0
  if (load<u16>(start) === letters('ds')) start = fieldStart(from, start - 2)
  // delays=
  if (load<u16>(start + 5) === letters('s=')) {
    readStages(start + 7, status)
    start = fieldStart(from, start - 2)
  }
  // delay=
  if (load<u8>(start) === 100 && load<u16>(start + 4) === letters('y='))
    total = milliseconds(start + 6, status)
}

/** Start of the field that ends at `end`; fields are parted by `, `. */
function fieldStart(from: i32, end: i32): i32 {
  const first = max(from, end - 80)
  let at = end - 1
  while (at > first && load<u8>(at) !== 32) at--
  return at + 1
}

function readStages(from: i32, end: i32): void {
  stage0 = milliseconds(from, end)
  if (load<u8>(numberEnd) !== 47) return
  stage1 = milliseconds(numberEnd + 1, end)
  if (load<u8>(numberEnd) !== 47) return
  stage2 = milliseconds(numberEnd + 1, end)
  if (load<u8>(numberEnd) !== 47) return
  stage3 = milliseconds(numberEnd + 1, end)
  hasStages = load<u8>(numberEnd) !== 47
}

/** `12.34` → 12340, never above the bound. */
function milliseconds(from: i32, end: i32): i32 {
  let at = from
  let value: i64 = 0
  let byte = <i32>load<u8>(at)
  for (; isDigit(byte) && at < end; byte = <i32>load<u8>(++at)) {
    if (value < 1_000_000_000_000) value = value * 10 + byte - 48
  }
  let scale = 1000
  if (byte === 46) {
    byte = <i32>load<u8>(++at)
    for (; isDigit(byte) && at < end; byte = <i32>load<u8>(++at)) {
      if (scale === 1) continue
      scale = scale === 1000 ? 100 : scale === 100 ? 10 : 1
      value = value * 10 + byte - 48
    }
  }
  numberEnd = at
  return <i32>min(value * scale, <i64>mostMilliseconds)
}

/** Destination of a recipient, by its domain. */
function destinationOf(start: i32, end: i32): i32 {
  let at = end - 1
  while (at > start && load<u8>(at) !== 64) at--
  if (load<u8>(at) !== 64) return 0
  // 0 is any domain too many.
  const id = nameId(domainsAt, at, end)
  return id === 0 ? mostDestinations : id
}

let knownDestination: i32 = 0

/** Finds the destination of a recipient (0: not numbered); false where TypeScript must. */
export function findDestination(recipient: i32, start: i32, end: i32): bool {
  const place = destinationOfAt + (recipient << 2)
  const known = recipient > 0 ? load<i32>(place) : 0
  knownDestination = known > 0 ? known - 1 : destinationOf(start, end)
  if (knownDestination < 0) return false
  if (recipient > 0) store<i32>(place, knownDestination + 1)
  return true
}

function count(column: i32, amount: f64): void {
  addNumber(destinationsAt + ((knownDestination * destinationColumns + column) << 3), amount)
}

/** `Delays.delivered`, for the destination that was found. */
export function countDelivered(): void {
  count(deliveredColumn, 1)
  if (total < 0) return
  addTime(delaysByDestinationAt, knownDestination, total)
  addTime(overallDelaysAt, totalRow, total)
  if (!hasStages) return
  countStage(0, stage0)
  countStage(1, stage1)
  countStage(2, stage2)
  countStage(3, stage3)
}

function countStage(stage: i32, one: i32): void {
  addTime(overallDelaysAt, stage, one)
  count(stage, <f64>one)
}

export function countDeferred(reason: i32): void {
  count(deferredColumn, 1)
  if (hasStages) count(failedColumn, <f64>stage2 + <f64>stage3)
  addToPair(destinationReasonsAt, knownDestination, reason, 1)
}

export function countBounced(): void {
  count(bouncedColumn, 1)
  if (hasStages) count(failedColumn, <f64>stage2 + <f64>stage3)
}
