import { spfNoVerdict } from '../../../../src/knowledge/conditions/spf/spf-no-verdict.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfNoVerdict, {
  fine: [
    ['-all', probed],
    ['~all', withRecords({ 'example.org TXT': ['v=spf1 mx ~all'] })],
    [
      'redirect',
      withRecords({ 'example.org TXT': ['v=spf1 redirect=other.org'], 'other.org TXT': ['v=spf1 -all'] }),
    ],
  ],
  lookalike: [['+all', withRecords({ 'example.org TXT': ['v=spf1 +all'] })]],
  problem: [
    ['?all', withRecords({ 'example.org TXT': ['v=spf1 mx ?all'] }), { confidence: 'certain' }],
    ['no all', withRecords({ 'example.org TXT': ['v=spf1 mx'] }), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org TXT': 'timeout' } }]],
})
