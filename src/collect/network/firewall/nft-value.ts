import { isRecord } from '../json.ts'
import type { AddressRange, PortRange } from './matches.ts'
import { portNumber } from './matches.ts'

/** Elements of named sets of one table, by name. */
export type NamedSets = ReadonlyMap<string, readonly unknown[]>

/** The right side of a match as a list: a value, `{set: […]}`, an array, or `@name` (libnftables-json(5)). */
export function listed(right: unknown, sets: NamedSets): readonly unknown[] | undefined {
  if (typeof right === 'string' && right.startsWith('@')) return sets.get(right.slice(1))?.map(element)
  if (Array.isArray(right)) return right.map(element)
  if (isRecord(right) && 'set' in right) {
    const { set } = right
    return typeof set === 'string' || Array.isArray(set) ? listed(set, sets) : undefined
  }
  return [right]
}

/** An element with a time-out, counter or comment is wrapped. */
export function element(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value['elem'])) return value
  return value['elem']['val']
}

export function portRanges(values: readonly unknown[]): readonly PortRange[] | undefined {
  const ranges = values.map((value): PortRange | undefined => {
    const [first, last] = rangeOf(value)
    const from = typeof first === 'string' || typeof first === 'number' ? portNumber(first) : undefined
    const to = typeof last === 'string' || typeof last === 'number' ? portNumber(last) : undefined
    return from === undefined || to === undefined ? undefined : [from, to]
  })
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

export function addressRanges(values: readonly unknown[]): readonly AddressRange[] | undefined {
  const ranges = values.map((value): AddressRange | undefined => {
    if (isRecord(value) && isRecord(value['prefix'])) {
      const { addr, len } = value['prefix']
      return typeof addr === 'string' && typeof len === 'number' ? { first: addr, bits: len } : undefined
    }
    const [first, last] = rangeOf(value)
    if (typeof first !== 'string' || typeof last !== 'string') return undefined
    return first === last ? { first } : { first, last }
  })
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

function rangeOf(value: unknown): readonly [unknown, unknown] {
  const range = isRecord(value) ? value['range'] : undefined
  return Array.isArray(range) ? [range[0], range[1]] : [value, value]
}

export function names(values: readonly unknown[]): readonly string[] | undefined {
  const texts = values.map((value) => (typeof value === 'number' ? String(value) : value))
  return texts.every((text) => typeof text === 'string') ? texts : undefined
}
