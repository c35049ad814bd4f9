import { dmarcObsoleteTags } from '../../../../src/knowledge/conditions/dmarc/dmarc-obsolete-tags.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dmarcObsoleteTags, {
  fine: [
    ['none', probed],
    ['pct=100', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; pct=100'] })],
  ],
  problem: [
    [
      'pct',
      withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; pct=20'] }),
      { confidence: 'certain' },
    ],
    ['ri', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; ri=3600'] }), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { '_dmarc.example.org TXT': 'timeout' } }]],
})
