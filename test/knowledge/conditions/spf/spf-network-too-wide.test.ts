import { spfNetworkTooWide } from '../../../../src/knowledge/conditions/spf/spf-network-too-wide.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfNetworkTooWide, {
  fine: [
    ['own addresses', probed],
    ['a /16', withRecords({ 'example.org TXT': ['v=spf1 ip4:192.0.0.0/16 -all'] })],
  ],
  lookalike: [
    ['everybody', withRecords({ 'example.org TXT': ['v=spf1 ip4:0.0.0.0/0 -all'] })],
    ['forbidden', withRecords({ 'example.org TXT': ['v=spf1 -ip4:192.0.0.0/12 mx -all'] })],
  ],
  problem: [
    [
      'a /12',
      withRecords({ 'example.org TXT': ['v=spf1 ip4:172.16.0.0/12 -all'] }),
      { confidence: 'certain' },
    ],
    ['IPv6', withRecords({ 'example.org TXT': ['v=spf1 ip6:2001:db8::/24 -all'] }), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org TXT': 'timeout' } }]],
})
