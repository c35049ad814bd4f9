/** An IP address as its bytes in network order: 4 of them or 16. */
export type AddressBytes = Uint8Array

/** `198.51.100.7` → 4 bytes; anything else (leading zeros, 256) → undefined. Never throws. */
export function parseIpv4(text: string): AddressBytes | undefined {
  if (text.length > 15) return undefined
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined
  const octets = parts.map(Number)
  return octets.every((octet) => octet < 256) ? Uint8Array.from(octets) : undefined
}

/** Textual IPv6 (RFC 4291 §2.2), without zone and without a dotted tail → 16 bytes, else undefined. */
export function parseIpv6(text: string): AddressBytes | undefined {
  if (text.length > 39 || !/^[0-9A-Fa-f:]+$/.test(text)) return undefined
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (head === undefined) return undefined
  const given = [...head, ...(tail ?? [])]
  if (!given.every((group) => group.length >= 1 && group.length <= 4)) return undefined
  if (tail === undefined ? given.length !== 8 : given.length > 7) return undefined
  const zeros = new Array<string>(8 - given.length).fill('0')
  return bytesOfGroups([...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16)))
}

function bytesOfGroups(groups: readonly number[]): AddressBytes {
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]))
}

function groupsOf(address: AddressBytes): number[] {
  return Array.from(
    { length: 8 },
    (_, index) => ((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0),
  )
}

/** The canonical text: dotted for 4 bytes, RFC 5952 for 16. */
export function formatAddress(address: AddressBytes): string {
  if (address.length === 4) return address.join('.')
  const groups = groupsOf(address)
  const [start, length] = longestZeros(groups)
  const text = groups.map((group) => group.toString(16))
  if (length < 2) return text.join(':')
  return `${text.slice(0, start).join(':')}::${text.slice(start + length).join(':')}`
}

function longestZeros(groups: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0]
  let start = 0
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best[1]) best = [start, index + 1 - start]
  })
  return best
}

/** Writes an address in the manner in which another one was written: padded or not, `::` or not, case. */
export function formatLike(address: AddressBytes, original: string): string {
  if (address.length === 4) return formatAddress(address)
  const text = original.includes('::') ? formatAddress(address) : uncompressed(address, original)
  return /[A-F]/.test(original) && !/[a-f]/.test(original) ? text.toUpperCase() : text
}

function uncompressed(address: AddressBytes, original: string): string {
  if (original === formatAddress(parseIpv6(original) ?? address)) return formatAddress(address)
  const width = original.length === 39 ? 4 : 1
  return groupsOf(address)
    .map((group) => group.toString(16).padStart(width, '0'))
    .join(':')
}

/** How many leading bits two addresses of one family share. */
export function commonBits(one: AddressBytes, other: AddressBytes): number {
  for (let index = 0; index < one.length; index++) {
    const difference = (one[index] ?? 0) ^ (other[index] ?? 0)
    if (difference !== 0) return 8 * index + Math.clz32(difference) - 24
  }
  return 8 * one.length
}

/** A copy in which all bits behind the first `length` are zero. */
export function networkOf(address: AddressBytes, length: number): AddressBytes {
  return address.map((octet, index) => {
    const kept = Math.max(0, Math.min(8, length - 8 * index))
    return octet & (0xff00 >> kept) & 255
  })
}

export function sameAddress(one: AddressBytes, other: AddressBytes): boolean {
  return one.length === other.length && commonBits(one, other) === 8 * one.length
}
