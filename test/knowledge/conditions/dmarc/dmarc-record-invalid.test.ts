import { dmarcRecordInvalid } from '../../../../src/knowledge/conditions/dmarc/dmarc-record-invalid.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const dmarc = (...texts: string[]) => withZone({ '_dmarc.example.org TXT': texts })

testWorlds(dmarcRecordInvalid, {
  fine: [
    ['a good one', mailHost],
    ['blanks and unknown tags', dmarc('v=DMARC1 ; p = none ; pct=50; fo=1;')],
    ['only reports are asked for', dmarc('v=DMARC1; rua=mailto:d@example.org')],
    ['another TXT beside it', dmarc('v=DMARC1; p=reject', 'some-verification=1')],
  ],
  lookalike: [['none at all', withZone({ '_dmarc.example.org TXT': undefined })]],
  problem: [
    [
      'two records',
      dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject'),
      { severity: 'medium', confidence: 'certain' },
    ],
    ['p is misspelt', dmarc('v=DMARC1; p=rejected'), { severity: 'medium' }],
    ['p is missing', dmarc('v=DMARC1; sp=none'), { severity: 'medium' }],
    ['the version is misspelt', dmarc('v=DMARC; p=reject'), { severity: 'medium' }],
    [
      'it stands at the domain itself',
      withZone({
        '_dmarc.example.org TXT': undefined,
        'example.org TXT': ['v=spf1 mx -all', 'v=DMARC1; p=none'],
      }),
      { severity: 'medium' },
    ],
    ['rua without mailto:', dmarc('v=DMARC1; p=none; rua=dmarc@example.org'), { severity: 'low' }],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { '_dmarc.example.org TXT': 'servfail' } }]],
})
