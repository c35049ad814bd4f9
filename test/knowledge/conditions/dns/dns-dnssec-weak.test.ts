import { dnsDnssecWeak } from '../../../../src/knowledge/conditions/dns/dns-dnssec-weak.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsDnssecWeak, {
  fine: [
    ['ECDSA', probed],
    ['not signed', withRecords({ 'example.org DS': undefined })],
    ['SHA-1 beside SHA-256', withRecords({ 'example.org DS': ['1 13 1 00', '1 13 2 00'] })],
  ],
  problem: [
    ['RSA/SHA-1', withRecords({ 'example.org DS': ['1 5 2 00'] }), { confidence: 'certain' }],
    ['digest SHA-1 alone', withRecords({ 'example.org DS': ['1 8 1 00'] }), { confidence: 'certain' }],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org DS': 'timeout' } }]],
})
