import { tlsrptRecordInvalid } from '../../../../src/knowledge/conditions/tlsrpt/tlsrpt-record-invalid.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const rpt = (...texts: readonly string[]) => withRecords({ '_smtp._tls.example.org TXT': texts })

testWorlds(tlsrptRecordInvalid, {
  fine: [
    ['good', probed],
    ['https', rpt('v=TLSRPTv1; rua=https://reports.example.net/x')],
    ['none', withRecords({ '_smtp._tls.example.org TXT': undefined })],
  ],
  problem: [
    [
      'two',
      rpt('v=TLSRPTv1; rua=mailto:a@example.org', 'v=TLSRPTv1; rua=mailto:b@example.org'),
      { confidence: 'certain' },
    ],
    ['no mailto:', rpt('v=TLSRPTv1; rua=tls@example.org'), {}],
    ['another version', rpt('v=TLSRPT1; rua=mailto:a@example.org'), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { '_smtp._tls.example.org TXT': 'timeout' } }]],
})
