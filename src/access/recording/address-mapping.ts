import { createHmac } from 'node:crypto'
import { type AddressBytes, commonBits, parseIpv4, parseIpv6 } from './address.ts'

/**
 * Ranges that mean something by themselves and are nobody's in particular (IANA special-purpose
 * registries), and the public resolvers that everybody knows: they stay as they are.
 */
const unchanged = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16',
  '198.18.0.0/15 224.0.0.0/3 1.0.0.1/32 1.1.1.1/32 8.8.4.4/32 8.8.8.8/32 9.9.9.9/32 149.112.112.112/32',
  '208.67.220.220/32 208.67.222.222/32',
  // Of IPv6, only 2000::/3 is handed out; the other seven eighths hold the special ranges.
  '::/3 4000::/2 8000::/1',
  '2001:4860:4860::8844/128 2001:4860:4860::8888/128 2606:4700:4700::1001/128 2606:4700:4700::1111/128',
  '2620:fe::9/128 2620:fe::fe/128',
].flatMap((line) => line.split(' ').map(parseRange))

interface Range {
  readonly base: AddressBytes
  readonly length: number
}

function parseRange(text: string): Range {
  const [address = '', length = ''] = text.split('/')
  const base = parseIpv4(address) ?? parseIpv6(address)
  if (base === undefined) throw new Error(`not a range: ${text}`)
  return { base, length: Number(length) }
}

export interface AddressMapping {
  /** The pseudonym of an address. */
  forward(address: AddressBytes): AddressBytes
  /** The address behind a pseudonym. */
  backward(address: AddressBytes): AddressBytes
}

/**
 * A keyed one-to-one mapping of addresses that keeps the length of every common prefix, so that
 * networks, ranges of SPF and the like still hold (Xu et al., "Prefix-preserving IP address
 * anonymization", 2002: each bit is flipped or not, as a keyed function of the bits before it says).
 * The special ranges map to themselves; it follows that a public address never becomes a special one,
 * and that the bits which lead a public address away from the nearest special range stay visible.
 */
export function addressMapping(key: Uint8Array): AddressMapping {
  const flips = new Map<string, Buffer>()
  /** 256 flips, one for each node of the tree of 8 bits that hangs below some leading octets. */
  const flipsBelow = (octets: AddressBytes, count: number): Buffer => {
    const name = `${octets.length}:${octets.subarray(0, count).join('.')}`
    const cached = flips.get(name)
    if (cached !== undefined) return cached
    const made = createHmac('sha256', key).update(`address ${name}`).digest()
    if (flips.size < 1_000_000) flips.set(name, made)
    return made
  }
  const map = (address: AddressBytes, isForward: boolean): AddressBytes => {
    const fixedBits = bitsToKeep(address)
    const plain = Uint8Array.from(address)
    const result = Uint8Array.from(address)
    for (let index = fixedBits >> 3; index < address.length; index++) {
      const bits = flipsBelow(plain, index)
      const mapped = mapOctet(address[index] ?? 0, bits, fixedBits - 8 * index, isForward)
      result[index] = mapped
      if (!isForward) plain[index] = mapped
    }
    return result
  }
  return { forward: (address) => map(address, true), backward: (address) => map(address, false) }
}

function mapOctet(octet: number, flips: Buffer, fixedBits: number, isForward: boolean): number {
  let node = 1
  let result = 0
  for (let depth = 0; depth < 8; depth++) {
    const given = (octet >> (7 - depth)) & 1
    const flip = depth < fixedBits ? 0 : ((flips[node >> 3] ?? 0) >> (node & 7)) & 1
    result = (result << 1) | (given ^ flip)
    // The tree is walked along the original address, whichever way we map.
    node = (node << 1) | (isForward ? given : given ^ flip)
  }
  return result
}

/** Bits up to and including the one where the address leaves the nearest unchanged range; all inside one. */
function bitsToKeep(address: AddressBytes): number {
  let kept = 0
  for (const { base, length } of unchanged) {
    if (base.length !== address.length) continue
    const common = commonBits(address, base)
    if (common >= length) return 8 * address.length
    kept = Math.max(kept, common + 1)
  }
  return kept
}
