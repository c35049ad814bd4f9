import { dnsSingleNameServer } from '../../../../src/knowledge/conditions/dns/dns-single-name-server.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsSingleNameServer, {
  fine: [['two', probed]],
  lookalike: [['the second does not answer', { ...probed, failing: { '@198.51.100.54': 'timeout' } }]],
  problem: [
    ['one', withRecords({ 'example.org NS': ['ns1.example.org'] }), { confidence: 'certain' }],
    [
      'two names of one machine',
      withRecords({ 'ns2.example.org A': ['192.0.2.53'] }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org NS': 'timeout' } }]],
})
