import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Who asks, and by which name and protocol: of the connection, or of a proxy that is trusted. */
export interface Requester {
  readonly address: string
  readonly secure: boolean
  readonly host: string
}

/** Addresses and networks ("10.0.0.0/8") whose X-Forwarded-… is believed. Throws `RangeError` on others. */
export function trustedProxies(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address)
    const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits)
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === 6 ? 128 : 32))
      throw new RangeError(`${network} is no address or network`)
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

export function requesterOf({ socket, headers }: IncomingMessage, trusted: BlockList): Requester {
  const peer = plain(socket.remoteAddress ?? '')
  const own = { address: peer, secure: socket instanceof TLSSocket, host: headers.host ?? '' }
  if (!isTrusted(peer, trusted)) return own
  const proto = last(headers['x-forwarded-proto'])
  return {
    address: client(listOf(headers['x-forwarded-for']), trusted) ?? peer,
    secure: proto === undefined ? own.secure : proto === 'https',
    host: last(headers['x-forwarded-host']) ?? own.host,
  }
}

/** From the right: what trusted proxies wrote; the first address that is none of them is the client. */
function client(forwarded: readonly string[], trusted: BlockList): string | undefined {
  const addresses = forwarded.map(plain)
  const found = addresses.findLast((address) => !isTrusted(address, trusted))
  return found === undefined || isIP(found) === 0 ? undefined : found
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, '')
}

function last(header: string | string[] | undefined): string | undefined {
  return listOf(header).at(-1)
}

function listOf(header: string | string[] | undefined): string[] {
  return (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
