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
