import { type AddressBytes, formatLike, networkOf, parseIpv4, parseIpv6, sameAddress } from './address.ts'

/**
 * How sure it is that some digits are an address: `plain` it stands as one; `reversed` as labels of a
 * reverse name; `doubtful` it may be a version or the part of a host name that the provider made of it.
 */
export type Appearance = 'plain' | 'reversed' | 'doubtful'

/** Says by which address one is to be replaced; undefined leaves the text as it is. */
export type Replacement = (address: AddressBytes, appearance: Appearance) => AddressBytes | undefined

// Each pattern is bounded, so that a scan takes linear time; what stands around a match is looked at
// in code, which is many times faster than lookbehind.
const reverseZone = /(?<!\d)(?<!\d\.)(?:\d{1,3}\.){1,3}(?=in-addr\.arpa)/gi
const reverseNibbles = /(?<!\w)(?<![0-9a-f]\.)(?:[0-9a-f]\.){1,32}(?=ip6\.arpa)/gi
const listedNibbles = /(?<!\w)(?<![0-9a-f]\.)(?:[0-9a-f]\.){32}(?!ip6\.arpa)(?=[a-z_])/gi
/** Global unicast, and the prefixes of `embedsIpv4`. */
const ipv6 = /(?:[23][0-9a-f]{3}|0{0,2}64:ff9b|(?:0{0,4}:){2,5}ffff):[0-9a-f:]{1,40}(?![0-9a-f:]|\.\d)/gi
const fourNumbers = /\d{1,3}([.-])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\1?\d)/g

/** Finds the addresses in a text, in all forms in which mail software writes them, and replaces them. */
export function replaceAddresses(text: string, replace: Replacement): string {
  let result = text
  if (/in-addr\.arpa/i.test(text)) {
    result = result.replace(reverseZone, (labels) => octetLabels(labels, replace) ?? labels)
  }
  if (/ip6\.arpa/i.test(text)) {
    result = result.replace(reverseNibbles, (labels) => nibbleLabels(labels, replace) ?? labels)
  }
  if (text.includes(':')) {
    result = result.replace(
      ipv6,
      (found, offset: number, whole: string) => sixth(found, whole, offset, replace) ?? found,
    )
  }
  return result
    .replace(listedNibbles, (labels) => nibbleLabels(labels, replace) ?? labels)
    .replace(fourNumbers, (found, separator: string, offset: number, whole: string) => {
      return fourth(found, separator, whole, offset, replace) ?? found
    })
}

/** Labels of a reverse name, also of a zone: `100.51.198.` stands for 198.51.100.0. */
function octetLabels(labels: string, replace: Replacement): string | undefined {
  const given = labels.slice(0, -1).split('.').reverse()
  const address = parseIpv4([...given, '0', '0', '0'].slice(0, 4).join('.'))
  const replaced = address && replace(address, 'reversed')
  if (replaced === undefined) return undefined
  return `${[...replaced.subarray(0, given.length)].reverse().join('.')}.`
}

function nibbleLabels(labels: string, replace: Replacement): string | undefined {
  const digits = labels.replaceAll('.', '')
  const reversed = [...digits].reverse().join('').padEnd(32, '0')
  const replaced = replace(new Uint8Array(Buffer.from(reversed, 'hex')), 'reversed')
  if (replaced === undefined) return undefined
  const kept = Buffer.from(replaced).toString('hex').slice(0, digits.length)
  return `${[...kept].reverse().join('.')}.`
}

function sixth(found: string, text: string, offset: number, replace: Replacement): string | undefined {
  if (!mayBegin(text, offset)) return undefined
  const end = offset + found.length
  // In "2001:db8::1: refused" the last colon is the sentence's.
  const colon = /[^:]:$|:::$/.test(found) ? ':' : ''
  const written = colon === '' ? found : found.slice(0, -1)
  if (colon === '' && /\w/.test(text[end] ?? '')) return undefined
  const address = parseIpv6(written)
  if (address === undefined) return undefined
  if (embedsIpv4(address)) {
    const replaced = replace(address.subarray(12), 'plain')
    return replaced && formatLike(Uint8Array.from([...address.subarray(0, 12), ...replaced]), written) + colon
  }
  const length = colon === '' ? prefixLength(text, end) : undefined
  const replaced = keepNetwork(address, length, (network) => replace(network, 'plain'))
  return replaced && formatLike(replaced, written) + colon
}

/** Not in the middle of a word or of a longer address; `ip6:` and `inet:` are neither, `dead:` would be. */
function mayBegin(text: string, offset: number): boolean {
  if (!/[\w:.]/.test(text[offset - 1] ?? '')) return true
  const before = text.slice(Math.max(0, offset - 18), offset)
  if (/\\[nrt]$/.test(before)) return true
  const scheme = /(?:^|[^\w:.])(?<name>[a-z]\w{0,15}):$/i.exec(before)?.groups?.['name']
  return scheme !== undefined && /[^0-9a-f]/i.test(scheme)
}

/** IPv4 inside IPv6: mapped (::ffff:0:0/96, RFC 4291 §2.5.5.2) and NAT64 (64:ff9b::/96, RFC 6052). */
function embedsIpv4(address: AddressBytes): boolean {
  if (address[0] !== 0) return false
  const prefix = Buffer.from(address.subarray(0, 12)).toString('hex')
  return prefix === '00000000000000000000ffff' || prefix === '0064ff9b0000000000000000'
}

function fourth(
  found: string,
  separator: string,
  text: string,
  offset: number,
  replace: Replacement,
): string | undefined {
  const before = text.slice(Math.max(0, offset - 16), offset)
  if (/\d$/.test(before) || (before.endsWith(separator) && /\d.$/.test(before))) return undefined
  const address = parseIpv4(separator === '-' ? found.replaceAll('-', '.') : found)
  if (address === undefined) return undefined
  const end = offset + found.length
  const after = text.slice(end, end + 24)
  if (/^(?:\d\.){3}\d$/.test(found) && isAmongNibbles(before, after)) return undefined
  if (/^\.in-addr\.arpa/i.test(after)) return octetLabels(`${found}.`, replace)?.slice(0, -1)
  if (separator === '-' || /[a-z0-9_-]\.$/i.test(before)) {
    return inName(address, separator, 'doubtful', replace)
  }
  if (/^\.[a-z_]/i.test(after)) return inName(address, separator, 'reversed', replace)
  const appearance = looksLikeVersion(before, after) ? 'doubtful' : 'plain'
  return keepNetwork(address, prefixLength(text, end), (network) => replace(network, appearance))?.join('.')
}

/** Four nibbles that happen to be decimal digits, in a reverse name of IPv6 that was replaced before. */
function isAmongNibbles(before: string, after: string): boolean {
  return /^(?:\.[0-9a-f]){4}(?:\.|$)/i.test(after) || /(?:^|\.)(?:[0-9a-f]\.){4}$/i.test(before)
}

/** Part of a name: of a DNS list's (reversed), or of one that a provider made from the address, either way. */
function inName(address: AddressBytes, separator: string, ifUnseen: Appearance, replace: Replacement) {
  const reversed = Uint8Array.from(address).reverse()
  const backward = replace(reversed, 'doubtful')
  if (backward !== undefined) return [...backward].reverse().join(separator)
  const forward = replace(address, 'doubtful')
  if (forward !== undefined) return forward.join(separator)
  const otherwise = ifUnseen === 'reversed' ? replace(reversed, 'reversed') : undefined
  return otherwise && [...otherwise].reverse().join(separator)
}

function looksLikeVersion(before: string, after: string): boolean {
  if (/\\[nrt]$/.test(before)) return false
  if (/[a-z_+~]$/i.test(before) || /version["']?\s*[:=]?\s*["']?$/i.test(before)) return true
  if (/(?:^|[^/])\/$/.test(before) && /^\/\D/.test(after)) return true
  if (/-$/.test(before) && !/\d\.\d{1,3}-$/.test(before)) return true
  // "2.3.19.1 (9b53102964)": Dovecot's version with its commit.
  if (/^ \([0-9a-f]{7,40}\)/.test(after)) return true
  return /^[-+~][a-z0-9]/i.test(after) && !/^-\d{1,3}\.\d{1,3}\.\d/.test(after)
}

/** `/24` behind an address, or `", "len": 24` as nft writes it. */
function prefixLength(text: string, end: number): number | undefined {
  const found = /^(?:\/|",\s?"len":\s?)(\d{1,3})(?![\d.])/.exec(text.slice(end, end + 16))
  return found === null ? undefined : Number(found[1])
}

/** A network without host bits stays one: `198.51.100.0/24` must not get any. */
function keepNetwork(
  address: AddressBytes,
  length: number | undefined,
  replace: (network: AddressBytes) => AddressBytes | undefined,
): AddressBytes | undefined {
  const replaced = replace(address)
  if (replaced === undefined || length === undefined) return replaced
  return sameAddress(address, networkOf(address, length)) ? networkOf(replaced, length) : replaced
}

/** How the kernel's tables under /proc/net write addresses: hexadecimal, words in the machine's order. */
export type KernelTable = 'sockets' | 'interfaces' | 'routes'

/** The kernel table that a path names, if it is one. */
export function kernelTableOf(path: string): KernelTable | undefined {
  if (!/^\/proc\/(?:[^/]{1,20}\/){0,3}net\//.test(path)) return undefined
  if (/\/(?:tcp|udp|udplite|raw)6?$/.test(path)) return 'sockets'
  if (/\/if_inet6$/.test(path)) return 'interfaces'
  return /\/route$/.test(path) ? 'routes' : undefined
}

/** Replaces addresses in a kernel table of a little-endian machine. */
export function replaceKernelAddresses(text: string, table: KernelTable, replace: Replacement): string {
  if (table === 'sockets') {
    return text.replace(/\b(?:[0-9A-F]{32}|[0-9A-F]{8})(?=:[0-9A-F]{4}\b)/g, (hex) =>
      kernelWords(hex, replace),
    )
  }
  if (table === 'routes') return text.replace(/^.+$/gm, (line) => routeLine(line, replace))
  return text.replace(/^[0-9a-f]{32}(?= )/gm, (hex) => {
    const replaced = replace(new Uint8Array(Buffer.from(hex, 'hex')), 'plain')
    return replaced === undefined ? hex : Buffer.from(replaced).toString('hex')
  })
}

function kernelWords(hex: string, replace: Replacement): string {
  const address = Buffer.from(hex, 'hex').swap32()
  const embedded = address.length === 16 && embedsIpv4(address)
  const part = Uint8Array.from(embedded ? address.subarray(12) : address)
  const replaced = replace(part, 'plain')
  if (replaced === undefined) return hex
  const whole = Buffer.from(embedded ? [...address.subarray(0, 12), ...replaced] : replaced)
  return whole.swap32().toString('hex').toUpperCase()
}

/** `eth0 \t destination \t gateway \t … \t mask \t …`: the destination stays a network. */
function routeLine(line: string, replace: Replacement): string {
  const fields = line.split('\t')
  const [, destination = '', gateway = ''] = fields
  const mask = fields[7] ?? ''
  if (![destination, gateway, mask].every((field) => /^[0-9A-F]{8}$/.test(field))) return line
  const length = [...Buffer.from(mask, 'hex')].reduce((sum, octet) => sum + bitsIn(octet), 0)
  const network = kernelWords(destination, (address) =>
    keepNetwork(address, length, (given) => replace(given, 'plain')),
  )
  return [fields[0], network, kernelWords(gateway, replace), ...fields.slice(3)].join('\t')
}

function bitsIn(octet: number): number {
  return octet.toString(2).replaceAll('0', '').length
}
