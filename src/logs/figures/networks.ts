import type { Area } from '../engine/memory.ts'
import { mostNetworks } from '../engine/memory-layout.ts'
import { PairCounts } from './pair-counts.ts'

/** Keys of IPv6 networks lie above those of IPv4. */
const sixes = 2 ** 24
/** Keys of IPv6 have 49 bits: a pair of smaller numbers holds them. */
const half = 2 ** 25

/** The network of a written address as a number: /24 of IPv4, /48 of IPv6; −1 where it is no address. */
export function networkKey(bytes: Uint8Array, start: number, end: number): number {
  let part = 0
  let points = 0
  let value = 0
  for (let at = start; at < end && at < start + 16; at++) {
    const byte = bytes[at] as number
    if (byte === 46) {
      value = value * 256 + part
      if (++points === 3) return value
      part = 0
    } else if (byte >= 48 && byte <= 57) part = Math.min(part * 10 + byte - 48, 255)
    else break
  }
  return sixKey(bytes, start, end)
}

/** The first three groups of an IPv6 address, which may end early with `::`. */
function sixKey(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  let group = 0
  let groups = 0
  let colons = 0
  for (let at = start; at < end && groups < 3; at++) {
    const byte = bytes[at] as number
    const digit = hexadecimal(byte)
    if (digit >= 0) group = (group * 16 + digit) & 0xffff
    else if (byte === 58) {
      colons++
      value = value * 65_536 + group
      groups++
      group = 0
      if (bytes[at + 1] === 58) break
    } else break
  }
  if (colons === 0) return -1
  while (groups < 3) {
    value *= 65_536
    groups++
  }
  return sixes + value
}

function hexadecimal(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** `203.0.113.0/24`, `2001:db8:1::/48` */
export function networkName(key: number): string {
  if (key < sixes) return `${key >>> 16}.${(key >>> 8) & 255}.${key & 255}.0/24`
  const value = key - sixes
  const groups = [Math.floor(value / 2 ** 32), Math.floor(value / 65_536) % 65_536, value % 65_536]
  while (groups.at(-1) === 0) groups.pop()
  return `${groups.map((group) => group.toString(16)).join(':')}::/48`
}

/** The network of an address that is given as text; '' where it is none. */
export function networkOf(address: string): string {
  const bytes = Buffer.from(address.slice(0, 64), 'latin1')
  const key = networkKey(bytes, 0, bytes.length)
  return key < 0 ? '' : networkName(key)
}

/** Events by network. */
export class NetworkCounts {
  readonly #counts: PairCounts

  constructor(area: Area) {
    this.#counts = new PairCounts(mostNetworks, area)
  }

  add(key: number, amount: number): void {
    if (key >= 0) this.#counts.add(Math.floor(key / half), key % half, amount)
  }

  /** Of the network's name. */
  entries(): Map<string, number> {
    const named = [...this.#counts.entries()].map(
      ({ first, second, count }) => [networkName(first * half + second), count] as const,
    )
    return new Map(named)
  }
}
