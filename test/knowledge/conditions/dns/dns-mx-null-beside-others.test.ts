import { dnsMxNullBesideOthers } from '../../../../src/knowledge/conditions/dns/dns-mx-null-beside-others.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxNullBesideOthers, {
  fine: [
    ['none', probed],
    ['only the null MX', withRecords({ 'example.org MX': ['0 .'] })],
  ],
  problem: [
    ['both', withRecords({ 'example.org MX': ['0 .', '10 mail.example.org'] }), { confidence: 'certain' }],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
