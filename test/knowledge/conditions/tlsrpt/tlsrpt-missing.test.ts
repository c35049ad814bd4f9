import { tlsrptMissing } from '../../../../src/knowledge/conditions/tlsrpt/tlsrpt-missing.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(tlsrptMissing, {
  fine: [
    ['it has one', mailHost],
    [
      'neither DANE nor MTA-STS',
      withZone({ '_smtp._tls.example.org TXT': undefined, '_25._tcp.mail.example.org TLSA': undefined }),
    ],
  ],
  problem: [
    ['DANE without it', withZone({ '_smtp._tls.example.org TXT': undefined }), { subject: 'example.org' }],
    [
      'MTA-STS without it',
      withZone({
        '_smtp._tls.example.org TXT': undefined,
        '_25._tcp.mail.example.org TLSA': undefined,
        '_mta-sts.example.org TXT': ['v=STSv1; id=1'],
      }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { '_smtp._tls.example.org TXT': 'servfail' } }]],
})
