import { mtaStsWeak } from '../../../../src/knowledge/conditions/mta/mta-sts-weak.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const policy = (mode: string, age: number) => ({
  ...withRecords({ '_mta-sts.example.org TXT': ['v=STSv1; id=1'] }),
  pages: {
    'https://mta-sts.example.org/.well-known/mta-sts.txt': {
      statusCode: 200,
      contentType: 'text/plain',
      body: `version: STSv1\nmode: ${mode}\nmx: mail.example.org\nmax_age: ${age}\n`,
    },
  },
})

testWorlds(mtaStsWeak, {
  fine: [
    ['not used', probed],
    ['enforced for a week', policy('enforce', 604_800)],
  ],
  lookalike: [['it cannot be fetched', withRecords({ '_mta-sts.example.org TXT': ['v=STSv1; id=1'] })]],
  problem: [
    ['testing', policy('testing', 604_800), { confidence: 'certain' }],
    ['none', policy('none', 604_800), {}],
    ['for an hour', policy('enforce', 3_600), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { '_mta-sts.example.org TXT': 'timeout' } }]],
})
