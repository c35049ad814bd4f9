import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddresses } from '../../../src/collect/network/addresses.ts'
import { parseRoutes } from '../../../src/collect/network/routes.ts'

/** As iproute2 6.1 prints them. */
const usual =
  '[{"dst":"default","gateway":"198.51.100.1","dev":"eth0","flags":[]},{"dst":"198.51.100.0/24","dev":"eth0","protocol":"kernel","scope":"link","prefsrc":"198.51.100.25","flags":[]},{"type":"local","dst":"198.51.100.25","dev":"eth0","table":"local","protocol":"kernel","scope":"host","prefsrc":"198.51.100.25","flags":[]}]'

describe('parseRoutes', () => {
  test.each([
    ['a default route and a network', usual, ['default eth0 198.51.100.1', '198.51.100.0/24 eth0']],
    ['none', '[ ]', []],
    ['the family is switched off', '', []],
    [
      'the link is down',
      '[{"dst":"default","gateway":"198.51.100.1","dev":"eth0","flags":["linkdown"]}]',
      ['default eth0 198.51.100.1 unusable'],
    ],
    [
      'unreachable default, as IPv6 has',
      '[{"type":"unreachable","dst":"default","dev":"lo","metric":4294967295,"flags":[]}]',
      ['default lo unusable'],
    ],
    [
      'several next hops',
      '[{"dst":"default","flags":[],"nexthops":[{"gateway":"198.51.100.1","dev":"eth0","weight":1,"flags":["dead","linkdown"]},{"gateway":"203.0.113.1","dev":"eth1","weight":1,"flags":[]}]}]',
      ['default eth0 198.51.100.1 unusable', 'default eth1 203.0.113.1'],
    ],
    [
      'IPv4 by an IPv6 neighbour',
      '[{"dst":"default","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0","flags":["onlink"]}]',
      ['default eth0 fe80::1'],
    ],
    ['not JSON', 'default via 198.51.100.1 dev eth0', undefined],
  ])('%s', (_what, json, expected) => {
    const told = parseRoutes(json, 4)?.map(({ destination, interface: name, gateway, usable }) =>
      [destination, name, gateway, usable ? undefined : 'unusable']
        .filter((word) => word !== undefined)
        .join(' '),
    )
    expect(told).toEqual(expected)
  })

  test('any JSON is taken without a throw', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        parseRoutes(json, 6)
        parseAddresses(json)
      }),
    )
  })
})
