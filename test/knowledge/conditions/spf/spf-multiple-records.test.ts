import { spfMultipleRecords } from '../../../../src/knowledge/conditions/spf/spf-multiple-records.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfMultipleRecords, {
  fine: [
    ['one, beside other TXT', mailHost],
    ['none', withZone({ 'example.org TXT': undefined })],
  ],
  lookalike: [['one with an error', withZone({ 'example.org TXT': ['v=spf1 ipv4:203.0.113.10 -all'] })]],
  problem: [
    [
      'two',
      withZone({ 'example.org TXT': ['v=spf1 mx -all', 'V=SPF1 include:example.net -all'] }),
      { subject: 'example.org', confidence: 'certain' },
    ],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org TXT': 'servfail' } }]],
})
