import { networkDefaultRouteMissing } from '../../../../src/knowledge/conditions/network/network-default-route-missing.ts'
import { configurationOf } from '../../postfix-facts.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { addressesOf, defaultRoute, linkRoute } from '../../written-routes.ts'

const { configuration: postfix } = await configurationOf()
const { configuration: relayed } = await configurationOf('relayhost = [10.0.0.1]\n')
const addresses = addressesOf('198.51.100.25', '2001:db8:a::25')
const none = known([linkRoute(4), linkRoute(6)])

testCondition(networkDefaultRouteMissing, {
  fine: [
    ['both families', { routes: known([defaultRoute(4), defaultRoute(6)]), addresses, postfix }],
    ['IPv4 only', { routes: known([defaultRoute(4), linkRoute(6)]), addresses, postfix }],
    [
      'an IPv6-only host with a container bridge',
      { routes: known([defaultRoute(6), linkRoute(4)]), addresses, postfix },
    ],
    [
      'policy routing in a table of its own',
      { routes: known([defaultRoute(4, { table: '100' })]), addresses, postfix },
    ],
    [
      'two half routes of a VPN',
      { routes: known([defaultRoute(4, { destination: '0.0.0.0/1' })]), addresses, postfix },
    ],
    ['a null client in a closed network', { routes: none, addresses, postfix: relayed }],
    ['no Postfix', { routes: none, addresses, postfix: absent() }],
  ],
  problem: [
    ['lost', { routes: none, addresses, postfix }, { confidence: 'certain', subject: 'default route' }],
    [
      'its link is down',
      { routes: known([defaultRoute(4, { usable: false })]), addresses, postfix },
      {
        values: {
          state: 'a default route, but its link eth0 is down or it refuses',
          stateZh: '有默认路由，但链路 eth0 已断开或被拒绝',
        },
      },
    ],
  ],
})
