import { dnsNameServersOneNetwork } from '../../../../src/knowledge/conditions/dns/dns-name-servers-one-network.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsNameServersOneNetwork, {
  fine: [
    ['two networks', probed],
    ['one server', withRecords({ 'example.org NS': ['ns1.example.org'] })],
  ],
  problem: [['neighbours', withRecords({ 'ns2.example.org A': ['192.0.2.54'] }), { confidence: 'certain' }]],
  unseen: [['no answer', { ...probed, failing: { 'example.org NS': 'timeout' } }]],
})
