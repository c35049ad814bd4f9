import { dmarcNoReports } from '../../../../src/knowledge/conditions/dmarc/dmarc-no-reports.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dmarcNoReports, {
  fine: [['asked for', probed]],
  lookalike: [['no record', withRecords({ '_dmarc.example.org TXT': undefined })]],
  problem: [
    ['no rua', withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=reject'] }), { confidence: 'certain' }],
  ],
  unseen: [['no answer', { ...probed, failing: { '_dmarc.example.org TXT': 'timeout' } }]],
})
