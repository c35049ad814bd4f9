/** A range of addresses: `192.0.2.0/24`, `[2001:db8::]/32`; IPv4-mapped IPv6 counts as IPv4. */
export interface Network {
  readonly text: string
  readonly family: 4 | 6
  /** First address as a number of 32 or 128 bits. */
  readonly first: bigint
  readonly prefixLength: number
}

/** An address as a number; undefined where it is none. Never throws. */
export function addressNumber(text: string): { family: 4 | 6; value: bigint } | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number)
    if (parts.some((part) => part > 255)) return undefined
    return { family: 4, value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) }
  }
  return ipv6Number(text)
}

function ipv6Number(text: string): { family: 6; value: bigint } | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !text.includes(':')) return undefined
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const four = tail.includes('.') ? addressNumber(tail) : undefined
  if (tail.includes('.') && four?.family !== 4) return undefined
  const hex =
    four === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(four.value >> 16n).toString(16)}:${(four.value & 0xffffn).toString(16)}`
  const halves = hex.split('::')
  if (halves.length > 2) return undefined
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - left.length - right.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...left, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...right]
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined
  const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
  return { family: 6, value }
}

const mappedPrefix = 0xffffn << 32n

/** One item of a list of networks: an address or a range; undefined for tables, files, exclusions and garbage. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^\[?([0-9A-Fa-f:.]+)\]?(?:\/(\d{1,3}))?$/.exec(text)
  const address = addressNumber(match?.[1] ?? '')
  if (match === null || address === undefined) return undefined
  const width = address.family === 4 ? 32 : 128
  const prefixLength = match[2] === undefined ? width : Number(match[2])
  if (prefixLength > width) return undefined
  if (address.family === 6 && prefixLength >= 96 && address.value >> 32n === mappedPrefix >> 32n)
    return { text, family: 4, first: address.value & 0xffffffffn, prefixLength: prefixLength - 96 }
  return { text, family: address.family, first: address.value, prefixLength }
}

export function contains(network: Network, address: string): boolean {
  const found = addressNumber(address)
  if (found === undefined || found.family !== network.family) return false
  const shift = BigInt((network.family === 4 ? 32 : 128) - network.prefixLength)
  return found.value >> shift === network.first >> shift
}

/** Ranges that are nobody's on the Internet: RFC 6890, RFC 4193, RFC 4291, RFC 6598. */
const notPublic = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fe80::/10',
  'fec0::/10',
  'fc00::/7',
].flatMap((text) => parseNetwork(text) ?? [])

/** Does the range lie whole in loopback, link-local or private space? */
export function isPrivateNetwork(network: Network): boolean {
  return notPublic.some((range) => {
    if (range.family !== network.family || range.prefixLength > network.prefixLength) return false
    const shift = BigInt((range.family === 4 ? 32 : 128) - range.prefixLength)
    return network.first >> shift === range.first >> shift
  })
}
