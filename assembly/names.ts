// Names by their bytes: names.ts of the engine.
import {
  mostNameBytes,
  namesArena,
  namesCounts,
  namesHashes,
  namesStarts,
  namesTable,
  spareAt,
} from '../src/logs/engine/memory-layout'
import { mix, textHash } from './hashes'
import { same } from './text'

const noDomain: u64 = letters('(none)') // (none)
/** What `nameId` says where TypeScript must look: a domain in capitals, or slots that are to be spread. */
export const notHere = -1

/** Number of the name in [start, end); 0: no name, or one too many. */
export function nameId(area: i32, start: i32, end: i32): i32 {
  if (end <= start) return 0
  const text = textHash(start, end)
  if ((text & 1) === 1 && hasCapitalDomain(start, end)) return notHere
  const hash = mix(text)
  const id = lookUp(area, hash, start, end)
  return id > 0 ? id : insert(area, hash, start, end)
}

/** Place of the slot where the last look-up ended. */
let lastSlot: i32 = 0

function lookUp(area: i32, hash: i32, start: i32, end: i32): i32 {
  const mask = load<i32>(area, 8)
  let place = hash & mask
  while (true) {
    const slot = area + namesTable + (place << 2)
    const id = load<i32>(slot)
    if (id === 0) {
      lastSlot = slot
      return 0
    }
    if (load<i32>(area + namesHashes + (id << 2)) === hash && isName(area, id, start, end)) return id
    place = (place + 1) & mask
  }
}

function isName(area: i32, id: i32, start: i32, end: i32): bool {
  const column = area + namesStarts + (id << 2)
  const from = load<i32>(column)
  const to = id === load<i32>(area) ? load<i32>(area, 4) : load<i32>(column, 4)
  return to - from === end - start && same(area + namesArena + from, start, end - start)
}

function insert(area: i32, hash: i32, start: i32, end: i32): i32 {
  const size = load<i32>(area)
  const arenaEnd = load<i32>(area, 4)
  const id = size + 1
  if (id * 2 > load<i32>(area, 8)) return notHere
  if (size >= load<i32>(area, 16) || arenaEnd + end - start > mostNameBytes) {
    store<i32>(area, load<i32>(area, 12) + 1, 12)
    return 0
  }
  store<i32>(area + namesStarts + (id << 2), arenaEnd)
  store<i32>(area + namesHashes + (id << 2), hash)
  memory.copy(area + namesArena + arenaEnd, start, end - start)
  store<i32>(area, id)
  store<i32>(area, arenaEnd + end - start, 4)
  store<i32>(lastSlot, id)
  return id
}

export function countName(area: i32, id: i32, amount: i32): void {
  const at = area + namesCounts + (id << 2)
  store<i32>(at, load<i32>(at) + amount)
}

/** `Names.addDomains`; `sums` has slots enough. */
export function addDomains(area: i32, sums: i32): void {
  store<u64>(spareAt, noDomain)
  const size = load<i32>(area)
  const arena = area + namesArena
  for (let id = 1; id <= size; id++) {
    const count = load<i32>(area + namesCounts + (id << 2))
    if (count <= 0) continue
    const column = area + namesStarts + (id << 2)
    const start = arena + load<i32>(column)
    const end = arena + (id === size ? load<i32>(area, 4) : load<i32>(column, 4))
    let at = end - 1
    while (at >= start && load<u8>(at) !== 64) at--
    const isNone = at < start || at + 1 >= end
    countName(sums, isNone ? nameId(sums, spareAt, spareAt + 6) : nameId(sums, at + 1, end), count)
  }
}

/** Whether A–Z stand behind the first `@`. */
function hasCapitalDomain(start: i32, end: i32): bool {
  let at = start
  while (at < end && load<u8>(at) !== 64) at++
  for (; at < end; at++) if (<u32>(<i32>load<u8>(at) - 65) < 26) return true
  return false
}
