import { describe, expect, test } from 'vitest'
import { routingIpv6PreferredUnreachable } from '../../../../src/knowledge/conditions/routing/routing-ipv6-preferred-unreachable.ts'
import { configurationOf } from '../../postfix-facts.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { internet, tried } from '../../written-ways.ts'

const { configuration: postfix } = await configurationOf()
const { configuration: ipv4Only } = await configurationOf('inet_protocols = ipv4\n')
const { configuration: ipv4First } = await configurationOf('smtp_address_preference = ipv4\n')
const { configuration: relayed } = await configurationOf('relayhost = [smtp.example.com]:587\n')
const sources = known(['198.51.100.25', '2001:db8:a::25'])
const host = (
  name: string,
  last: number,
  four: Parameters<typeof tried>[2],
  six: Parameters<typeof tried>[2],
) => [tried(name, `203.0.113.${last}`, four), tried(name, `2001:db8:f::${last}`, six)]
const broken = known([
  ...host('mx.example.net', 10, 'connected', 'timeout'),
  ...host('mx.example.com', 20, 'connected', 'timeout'),
])
const dead = internet(true, false)

testCondition(routingIpv6PreferredUnreachable, {
  fine: [
    [
      'both work',
      {
        reached: known(host('mx.example.net', 10, 'connected', 'connected')),
        sources,
        internet: internet(true, true),
        postfix,
      },
    ],
    ['IPv4 only, by configuration', { reached: broken, sources, internet: dead, postfix: ipv4Only }],
    ['no IPv6 address', { reached: broken, sources: known(['198.51.100.25']), internet: dead, postfix }],
    [
      'no route: "Network is unreachable" costs no time',
      {
        reached: known(host('mx.example.net', 10, 'connected', 'unreachable')),
        sources,
        internet: dead,
        postfix,
      },
    ],
    ['a relay host', { reached: broken, sources, internet: dead, postfix: relayed }],
    ['no receiver is known', { reached: absent(), sources, internet: dead, postfix }],
  ],
  lookalike: [
    [
      'port 25 is blocked, IPv4 too',
      {
        reached: known(host('mx.example.net', 10, 'timeout', 'timeout')),
        sources,
        internet: internet(true, true),
        postfix,
      },
    ],
    [
      'one receiver’s IPv6 is broken, another’s works',
      {
        reached: known([
          ...host('mx.example.net', 10, 'connected', 'timeout'),
          ...host('mx.example.com', 20, 'connected', 'connected'),
        ]),
        sources,
        internet: internet(true, true),
        postfix,
      },
    ],
    [
      'it refuses by IPv6: packets get there',
      {
        reached: known(host('mx.example.net', 10, 'connected', 'refused')),
        sources,
        internet: dead,
        postfix,
      },
    ],
  ],
  problem: [
    [
      'two hosts are silent by IPv6 alone',
      { reached: broken, sources, internet: dead, postfix },
      { severity: 'high', confidence: 'certain', subject: '2001:db8:a::25' },
    ],
    [
      'one host, and the DNS root is silent by IPv6 too',
      {
        reached: known(host('mx.example.net', 10, 'connected', 'timeout')),
        sources,
        internet: dead,
        postfix,
      },
      { severity: 'high' },
    ],
    [
      'one host only: may be its own fault',
      {
        reached: known(host('mx.example.net', 10, 'connected', 'timeout')),
        sources,
        internet: internet(true, true),
        postfix,
      },
      { severity: 'low', confidence: 'possible' },
    ],
    [
      'IPv4 is tried first: seldom felt',
      { reached: broken, sources, internet: dead, postfix: ipv4First },
      { severity: 'low' },
    ],
  ],
})

describe('explains deferrals', () => {
  const link = routingIpv6PreferredUnreachable.explains.find(
    ({ condition }) => condition === 'deliveries-deferred',
  )
  const marks = ['reason:connection-failed', 'detail:timeout', 'remote-port:25']
  const explains = (endpoint: string) =>
    link?.when?.(
      { condition: 'routing-ipv6-preferred-unreachable', subject: '', marks: [] },
      { condition: 'deliveries-deferred', subject: '', marks: [...marks, `endpoint:${endpoint}:25`] },
    )
  test('by IPv6', () => expect(explains('2001:db8:f::10')).toBe(true))
  test('not by IPv4', () => expect(explains('203.0.113.10')).toBe(false))
})
