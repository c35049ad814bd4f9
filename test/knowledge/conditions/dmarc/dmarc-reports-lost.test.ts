import { dmarcReportsLost } from '../../../../src/knowledge/conditions/dmarc/dmarc-reports-lost.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const external = (changes: Readonly<Record<string, readonly string[]>>) =>
  withRecords({
    '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:d@reports.net!10m'],
    'reports.net MX': ['10 mx.reports.net'],
    'mx.reports.net A': ['192.0.2.77'],
    ...changes,
  })

testWorlds(dmarcReportsLost, {
  fine: [
    ['own mailbox', probed],
    ['another who agrees', external({ 'example.org._report._dmarc.reports.net TXT': ['v=DMARC1;'] })],
    [
      'agreed by a wildcard',
      external({ 'example.org._report._dmarc.reports.net TXT': ['v=DMARC1; rua=mailto:x@reports.net'] }),
    ],
  ],
  problem: [
    [
      'another who does not agree',
      external({}),
      { confidence: 'certain', subject: 'mailto:d@reports.net!10m' },
    ],
    [
      'a domain without mail',
      withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:d@sub.example.org'] }),
      {},
    ],
  ],
  unseen: [
    ['no answer', { ...external({}), failing: { 'example.org._report._dmarc.reports.net TXT': 'servfail' } }],
  ],
})
