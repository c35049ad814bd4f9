// Tables of pairs: pair-counts.ts.
import { pairBytes, pairsHead } from '../src/logs/engine/memory-layout'
import { mix } from './hashes'

function slotOf(table: i32, first: i32, second: i32): i32 {
  return mix(((first + 1) * 0x9e3779b1) ^ second) & load<i32>(table, 4)
}

/** The pairs lie behind the greatest number of slots. */
function pairAt(table: i32, number: i32): i32 {
  const most = load<i32>(table, 8)
  const slots = 1 << (32 - clz(2 * most - 1))
  return table + pairsHead + (slots << 2) + number * pairBytes
}

/** Where the pair lies; 0 where it is not known. */
function findPair(table: i32, first: i32, second: i32): i32 {
  const mask = load<i32>(table, 4)
  const pairs = pairAt(table, -1)
  let slot = slotOf(table, first, second)
  while (true) {
    const number = load<i32>(table + pairsHead + (slot << 2))
    if (number === 0) return 0
    const pair = pairs + number * pairBytes
    if (load<i32>(pair) === first && load<i32>(pair, 4) === second) return pair
    slot = (slot + 1) & mask
  }
}

/** 0 where the pair has none. */
export function pairValue(table: i32, first: i32, second: i32): i32 {
  const pair = findPair(table, first, second)
  return pair === 0 ? 0 : load<i32>(pair, 8)
}

export function pairIsFull(table: i32): bool {
  return load<i32>(table) >= load<i32>(table, 8)
}

function insert(table: i32, first: i32, second: i32, value: i32): void {
  const number = load<i32>(table)
  const pair = pairAt(table, number)
  store<i32>(pair, first)
  store<i32>(pair, second, 4)
  store<i32>(pair, value, 8)
  store<i32>(table, number + 1)
  if ((number + 1) * 2 > load<i32>(table, 4) + 1) spread(table)
  else place(table, number)
}

/** Four times the slots, from the same place on; each pair finds its own again. */
function spread(table: i32): void {
  const end = pairAt(table, 0)
  const slots = (end - table - pairsHead) >> 2
  const mask = min(load<i32>(table, 4) * 4 + 3, slots - 1)
  store<i32>(table, mask, 4)
  memory.fill(table + pairsHead, 0, (mask + 1) << 2)
  const size = load<i32>(table)
  for (let number = 0; number < size; number++) place(table, number)
}

function place(table: i32, number: i32): void {
  const pair = pairAt(table, number)
  const mask = load<i32>(table, 4)
  let slot = slotOf(table, load<i32>(pair), load<i32>(pair, 4))
  while (load<i32>(table + pairsHead + (slot << 2)) !== 0) slot = (slot + 1) & mask
  store<i32>(table + pairsHead + (slot << 2), number + 1)
}

export function addToPair(table: i32, first: i32, second: i32, amount: i32): void {
  const pair = findPair(table, first, second)
  if (pair !== 0) store<i32>(pair, load<i32>(pair, 8) + amount, 8)
  else if (!pairIsFull(table)) insert(table, first, second, amount)
  else store<i32>(table, load<i32>(table, 12) + amount, 12)
}

/** Where the table is not full. */
export function setPair(table: i32, first: i32, second: i32, value: i32): void {
  const pair = findPair(table, first, second)
  if (pair !== 0) store<i32>(pair, value, 8)
  else insert(table, first, second, value)
}
