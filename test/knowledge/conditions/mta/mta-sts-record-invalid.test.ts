import { mtaStsRecordInvalid } from '../../../../src/knowledge/conditions/mta/mta-sts-record-invalid.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const sts = (...texts: readonly string[]) => withRecords({ '_mta-sts.example.org TXT': texts })

testWorlds(mtaStsRecordInvalid, {
  fine: [
    ['not used', probed],
    ['good', sts('v=STSv1; id=20260101;')],
    ['a stranger’s text beside', sts('v=STSv1; id=1', 'some-verification=1')],
  ],
  problem: [
    ['two', sts('v=STSv1; id=1', 'v=STSv1; id=2'), { confidence: 'certain' }],
    ['no id', sts('v=STSv1;'), {}],
    ['an id with a hyphen', sts('v=STSv1; id=2026-01-01'), {}],
    ['wrong version', sts('v=STS1; id=1'), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { '_mta-sts.example.org TXT': 'timeout' } }]],
})
