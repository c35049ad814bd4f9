import type { ReverseName } from '../../../../src/collect/dns/reverse-names.ts'
import type { Fact } from '../../../../src/collect/fact.ts'
import { networkSourceAddressDiffers } from '../../../../src/knowledge/conditions/network/network-source-address-differs.ts'
import { absent, known, seen, testCondition, unknown } from '../../test-condition.ts'
import { addressesOf } from '../../written-routes.ts'

const visible = (address: string, names: Fact<readonly ReverseName[]>) =>
  known([{ address, family: address.includes(':') ? (6 as const) : (4 as const), names }])
const named = (name: string, confirmed: boolean) =>
  known([{ name, addresses: absent(), confirmed, evidence: [seen] }])
const helo = (...addresses: readonly string[]) =>
  known({ name: 'mail.example.org', addresses: known(addresses) })
const interfaces = addressesOf('198.51.100.25', '198.51.100.26', '2001:db8:a::25', '2001:db8:a:0:ab:cd:ef:1')

testCondition(networkSourceAddressDiffers, {
  fine: [
    [
      'the address of the mail name',
      {
        visible: visible('198.51.100.25', named('mail.example.org', true)),
        helo: helo('198.51.100.25'),
        interfaces,
      },
    ],
    [
      'another address, named on purpose',
      {
        visible: visible('198.51.100.26', named('out.example.org', true)),
        helo: helo('198.51.100.25'),
        interfaces,
      },
    ],
    [
      'IPv6 without a record at all, IPv4 right',
      { visible: visible('2001:db8:a::25', absent()), helo: helo('198.51.100.25'), interfaces },
    ],
    ['a relay host sends', { visible: absent(), helo: helo('198.51.100.25'), interfaces }],
    [
      'the reverse name could not be asked',
      {
        visible: visible('198.51.100.26', unknown('timeout', 'no answer')),
        helo: helo('198.51.100.25'),
        interfaces,
      },
    ],
  ],
  lookalike: [
    [
      'only the reverse name is missing',
      { visible: visible('198.51.100.25', absent()), helo: helo('198.51.100.25'), interfaces },
    ],
    [
      'behind NAT: the mail name’s address is the router’s',
      { visible: visible('198.51.100.26', absent()), helo: helo('203.0.113.5'), interfaces },
    ],
  ],
  problem: [
    [
      'the second address of two',
      { visible: visible('198.51.100.26', absent()), helo: helo('198.51.100.25'), interfaces },
      {
        subject: '198.51.100.26',
        values: { meant: '198.51.100.25', name: 'mail.example.org', parameter: 'smtp_bind_address' },
      },
    ],
    [
      'a changing IPv6 address',
      {
        visible: visible('2001:db8:a:0:ab:cd:ef:1', named('host.provider.example', false)),
        helo: helo('198.51.100.25', '2001:db8:a::25'),
        interfaces,
      },
      { subject: '2001:db8:a:0:ab:cd:ef:1' },
    ],
  ],
})
