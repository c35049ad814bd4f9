import type { Endpoint } from '../access/net/net.ts'
import type { World } from '../access/world.ts'
import { parseIpAddress } from '../collect/dns/ip-address.ts'
import { hostAddresses } from '../collect/dns/look-up.ts'
import { exchangersOf } from '../collect/dns/mail-exchangers.ts'
import { InputError, UsageError } from './command-file.ts'

/** A server to connect to. */
export interface Route {
  readonly serverName: string
  readonly endpoint: Endpoint
}

/** `host`, `host:port`, `[2001:db8::1]:port` → the first address of the host. */
export async function routeTo(world: World, server: string, usualPort: number): Promise<Route> {
  const [, literal, name, digits] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(server) ?? []
  const host = literal ?? name
  const port = digits === undefined ? usualPort : Number(digits)
  if (host === undefined || port < 1 || port > 65_535)
    throw new UsageError(`${server} is no host or host:port`)
  if (parseIpAddress(host) !== undefined) return { serverName: host, endpoint: { address: host, port } }
  const addresses = await hostAddresses(world, host)
  const [address] = addresses.status === 'known' ? addresses.value : []
  if (address === undefined) {
    const why = addresses.status === 'unknown' ? addresses.because.text : 'no such host'
    throw new InputError(`${host}: ${why}`)
  }
  return { serverName: host.toLowerCase(), endpoint: { address, port } }
}

/** All addresses of the MX hosts of a recipient's domain, in the order in which servers try them. */
export async function routesOf(world: World, recipient: string): Promise<readonly Route[]> {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase()
  const found = await exchangersOf(world, domain)
  if (found.status === 'unknown') throw new InputError(`${domain}: ${found.because.text}`)
  if (found.status === 'absent')
    throw new InputError(`${domain} has neither MX nor address: no mail can go there`)
  if (found.value.nullMx) throw new InputError(`${domain} takes no mail (null MX, RFC 7505)`)
  const routes = found.value.exchangers.flatMap(({ host, addresses }) =>
    addresses.status === 'known'
      ? addresses.value.map((address) => ({ serverName: host, endpoint: { address, port: 25 } }))
      : [],
  )
  if (routes.length === 0) throw new InputError(`no MX host of ${domain} has an address`)
  return routes
}
