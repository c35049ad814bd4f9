import { dmarcSubdomainsOpen } from '../../../../src/knowledge/conditions/dmarc/dmarc-subdomains-open.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dmarcSubdomainsOpen, {
  fine: [
    ['none said', probed],
    ['sp=reject', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; sp=reject'] })],
  ],
  lookalike: [['p=none as well', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=none; sp=none'] })]],
  problem: [
    [
      'sp=none',
      withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; sp=none'] }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { '_dmarc.example.org TXT': 'timeout' } }]],
})
