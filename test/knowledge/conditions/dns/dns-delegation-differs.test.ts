import { dnsDelegationDiffers } from '../../../../src/knowledge/conditions/dns/dns-delegation-differs.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsDelegationDiffers, {
  fine: [
    ['the same', probed],
    [
      'in another order',
      withRecords({ 'example.org NS @192.0.2.1': ['ns2.example.org', 'ns1.example.org'] }),
    ],
  ],
  lookalike: [
    [
      'a network that has servers of its own for the zone',
      withRecords({
        'example.org NS': ['dc1.example.org'],
        'dc1.example.org A': ['10.0.0.53'],
        'example.org NS @192.0.2.1': ['ns1.example.org'],
      }),
    ],
  ],
  problem: [
    ['one forgotten', withRecords({ 'example.org NS @192.0.2.1': ['ns1.example.org'] }), { severity: 'low' }],
    [
      'nothing in common',
      withRecords({ 'example.org NS @192.0.2.1': ['ns1.old.example'] }),
      { severity: 'medium' },
    ],
  ],
  unseen: [['the servers above do not answer', { ...probed, failing: { '@192.0.2.1': 'timeout' } }]],
})
