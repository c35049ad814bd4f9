// Clients by address, with the name that the log gave them first: clients.ts of the figures.
import {
  clientsAt,
  labelArena,
  labelStarts,
  labelsAt,
  longestLabel,
  mostLabelBytes,
  mostLabels,
} from '../src/logs/engine/memory-layout'
import { nameId, notHere } from './names'

/** Of `mx.d[198.51.100.7]`: `named` is where it begins, `address` behind the `[`, `end` at the `]`. */
export function clientId(named: i32, address: i32, end: i32): i32 {
  const id = nameId(clientsAt, address, end)
  if (id !== notHere && id === load<i32>(labelsAt) + 1 && id < mostLabels) keepLabel(id, named, end)
  return id
}

function keepLabel(id: i32, named: i32, end: i32): void {
  const start = load<i32>(labelsAt, 4)
  const length = min(end - named, longestLabel)
  if (start + length > mostLabelBytes) return
  memory.copy(labelsAt + labelArena + start, named, length)
  const column = labelsAt + labelStarts + (id << 2)
  store<i32>(column, start)
  store<i32>(column, start + length, 4)
  store<i32>(labelsAt, id)
  store<i32>(labelsAt, start + length, 4)
}
