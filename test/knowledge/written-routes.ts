import { known } from '../../src/access/answer.ts'
import type { InterfaceAddress } from '../../src/collect/network/addresses.ts'
import type { Route } from '../../src/collect/network/routes.ts'

/** A default route of a family through eth0. */
export function defaultRoute(family: 4 | 6, parts: Partial<Route> = {}): Route {
  return {
    family,
    destination: 'default',
    isDefault: true,
    interface: 'eth0',
    gateway: family === 4 ? '198.51.100.1' : 'fe80::1',
    table: 'main',
    usable: true,
    ...parts,
  }
}

/** The network that an interface is in. */
export function linkRoute(family: 4 | 6): Route {
  const destination = family === 4 ? '198.51.100.0/24' : '2001:db8:a::/64'
  return { ...defaultRoute(family), destination, isDefault: false, gateway: undefined }
}

/** Addresses of eth0. */
export function addressesOf(...addresses: readonly string[]) {
  return known(
    addresses.map(
      (address): InterfaceAddress => ({
        interface: 'eth0',
        address,
        prefixLength: 24,
        family: address.includes(':') ? 6 : 4,
        scope: address.startsWith('fe80:') ? 'link' : 'global',
        temporary: false,
      }),
    ),
  )
}
