import { dnsDnssecExpiring } from '../../../../src/knowledge/conditions/dns/dns-dnssec-expiring.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { writtenNow } from '../../../collect/written-world.ts'
import { testWorlds } from '../../test-worlds.ts'

const day = 86_400_000
const signedUntil = (time: number) => ({
  ...probed,
  signatures: {
    'example.org SOA': [`SOA 13 3600 ${time / 1_000} ${writtenNow / 1_000 - 9_999} 1 example.org`],
  },
})

testWorlds(dnsDnssecExpiring, {
  fine: [
    ['good for weeks', signedUntil(writtenNow + 14 * day)],
    ['not signed', withRecords({ 'example.org DS': undefined })],
  ],
  lookalike: [['run out already', signedUntil(writtenNow - day)]],
  problem: [['tomorrow', signedUntil(writtenNow + day), { confidence: 'certain' }]],
  unseen: [
    ['a resolver without DNSSEC', probed],
    ['no answer', { ...probed, failing: { 'example.org SOA': 'timeout' } }],
  ],
})
