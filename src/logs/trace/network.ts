/** An address range; addresses of IPv4 lie at the end of IPv6's (RFC 4291 §2.5.5.2). */
export interface Network {
  readonly groups: readonly number[]
  readonly bits: number
  /** As it was written, without the length. */
  readonly address: string
}

/** Reads `192.0.2.0/24` or `2001:db8::/32`; undefined where it is no network. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', length = '', ...more] = text.split('/')
  const groups = addressGroups(address)
  if (groups === undefined || more.length > 0 || !/^\d{1,3}$/.test(length)) return undefined
  const isFour = !address.includes(':')
  const bits = Number(length) + (isFour ? 96 : 0)
  return bits > 128 ? undefined : { groups, bits, address }
}

export function isInNetwork(address: string, { groups, bits }: Network): boolean {
  const own = addressGroups(address)
  if (own === undefined) return false
  return groups.every((group, index) => {
    const significant = Math.max(0, Math.min(16, bits - 16 * index))
    const mask = (0xffff << (16 - significant)) & 0xffff
    return (group & mask) === ((own[index] ?? 0) & mask)
  })
}

/** Text that stands in every line with a client of that network, after its `[`; '' where none is sure. */
export function networkNeedle({ address, bits }: Network): string {
  if (address.includes(':')) return ''
  const whole = Math.floor((bits - 96) / 8)
  return whole === 0 ? '' : `[${address.split('.').slice(0, whole).join('.')}${whole < 4 ? '.' : ']'}`
}

/** Eight groups of 16 bits; undefined where the text is no address. */
function addressGroups(text: string): number[] | undefined {
  if (!text.includes(':')) {
    const parts = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256))
    const [a = 0, b = 0, c = 0, d = 0] = parts
    if (parts.length !== 4 || parts.some((part) => part > 255)) return undefined
    return [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d]
  }
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0 || !/^[0-9a-fA-F:.]{2,45}$/.test(text)) return undefined
  const left = groupsOf(head)
  const right = groupsOf(tail ?? '')
  const missing = 8 - left.length - right.length
  if (tail === undefined ? missing !== 0 : missing < 0) return undefined
  return [...left, ...new Array<number>(missing).fill(0), ...right]
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16) & 0xffff)
}
