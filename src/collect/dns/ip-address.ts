/** An IPv4 or IPv6 address as its bytes; an IPv4-mapped IPv6 address (::ffff:0:0/96) is IPv4. */
export interface IpAddress {
  readonly family: 4 | 6
  readonly bytes: readonly number[]
}

/** Parses a numeric address, without zone or brackets. Anything else → undefined. Never throws. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (text.length > 45) return undefined
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part))) return undefined
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte < 256) ? { family: 4, bytes } : undefined
}

function parseIpv6(text: string): IpAddress | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const front = groupBytes(head, tail === undefined)
  const back = tail === undefined ? [] : groupBytes(tail, true)
  if (front === undefined || back === undefined) return undefined
  const missing = 16 - front.length - back.length
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined
  return unmapped([...front, ...new Array<number>(missing).fill(0), ...back])
}

/** Groups of four hex digits; at the end of the address, the last may be a dotted quad. */
function groupBytes(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    const quad = atEnd && index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : undefined
    if (quad !== undefined) bytes.push(...quad.bytes)
    else if (/^[0-9A-Fa-f]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    } else return undefined
  }
  return bytes
}

function unmapped(bytes: readonly number[]): IpAddress {
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  return mapped ? { family: 4, bytes: bytes.slice(12) } : { family: 6, bytes }
}

/** Whether the first `prefixBits` bits are equal; addresses of two families never are. */
export function sharesPrefix(left: IpAddress, right: IpAddress, prefixBits: number): boolean {
  if (left.family !== right.family) return false
  for (let bit = 0, index = 0; bit < prefixBits; bit += 8, index++) {
    const mask = prefixBits - bit >= 8 ? 255 : 255 & (255 << (8 - (prefixBits - bit)))
    if (((left.bytes[index] ?? 0) & mask) !== ((right.bytes[index] ?? 0) & mask)) return false
  }
  return true
}

/** Whether two texts are the same address: `2001:DB8::1` and `2001:db8:0::1` are. */
export function sameAddress(left: string, right: string): boolean {
  const one = parseIpAddress(left)
  const other = parseIpAddress(right)
  return one !== undefined && other !== undefined && sharesPrefix(one, other, 128)
}

/** The nibbles or bytes in reverse, as reverse zones and block lists want them: `10.113.0.203`. */
export function reversedLabels(address: IpAddress): string {
  const labels = address.family === 4 ? address.bytes.map(String) : nibbles(address)
  return labels.toReversed().join('.')
}

/** The same for a text, as a person types it to ask a list; not an address: unchanged. */
export function reversedText(text: string): string {
  const address = parseIpAddress(text)
  return address === undefined ? text : reversedLabels(address)
}

/** The 32 hex digits of an IPv6 address, the most significant first. */
export function nibbles(address: IpAddress): string[] {
  return address.bytes.flatMap((byte) => [(byte >> 4).toString(16), (byte & 15).toString(16)])
}

/** Where the PTR of an address is: `10.113.0.203.in-addr.arpa`, or under ip6.arpa (RFC 3596 §2.5). */
export function reverseZoneName(address: IpAddress): string {
  return `${reversedLabels(address)}.${address.family === 4 ? 'in-addr' : 'ip6'}.arpa`
}

/** Not routed in the public internet (RFC 6890). Documentation addresses count as public: labs use them. */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].map(parseNetwork)

export interface Network {
  readonly address: IpAddress
  readonly prefixBits: number
}

function parseNetwork(text: string): Network {
  const [base = '', bits] = text.split('/')
  const address = parseIpAddress(base)
  if (address === undefined) throw new Error(`not a network: ${text}`)
  return { address, prefixBits: Number(bits) }
}

/** Networks written in this program; a mistake in one of them is our bug and throws. */
export function networks(...texts: readonly string[]): readonly Network[] {
  return texts.map(parseNetwork)
}

export function isInside(address: IpAddress, all: readonly Network[]): boolean {
  return all.some((network) => sharesPrefix(address, network.address, network.prefixBits))
}

/** Whether others on the internet can reach, or see, this address. Not an address: false. */
export function isPublicAddress(text: string): boolean {
  const address = parseIpAddress(text)
  return address !== undefined && !isInside(address, notPublic)
}
