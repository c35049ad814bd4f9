import { dmarcNotEnforced } from '../../../../src/knowledge/conditions/dmarc/dmarc-not-enforced.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dmarcNotEnforced, {
  fine: [
    ['reject', probed],
    ['quarantine', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=quarantine'] })],
  ],
  lookalike: [['none at all', withRecords({ '_dmarc.example.org TXT': undefined })]],
  problem: [
    [
      'p=none with reports',
      withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:d@example.org'] }),
      { severity: 'info' },
    ],
    ['p=none without', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=none'] }), { severity: 'low' }],
    [
      'a test',
      withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject; t=y; rua=mailto:d@example.org'] }),
      { values: { tag: 't=y', at: 'example.org' } },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { '_dmarc.example.org TXT': 'timeout' } }]],
})
