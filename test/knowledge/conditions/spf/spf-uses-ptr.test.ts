import { spfUsesPtr } from '../../../../src/knowledge/conditions/spf/spf-uses-ptr.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfUsesPtr, {
  fine: [
    ['without', probed],
    ['a name with ptr in it', withRecords({ 'example.org TXT': ['v=spf1 a:ptr.example.org -all'] })],
  ],
  lookalike: [['no record', withRecords({ 'example.org TXT': undefined })]],
  problem: [
    ['with', withRecords({ 'example.org TXT': ['v=spf1 ptr:example.org -all'] }), { confidence: 'certain' }],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org TXT': 'timeout' } }]],
})
