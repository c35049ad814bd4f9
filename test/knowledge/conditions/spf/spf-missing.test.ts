import { spfMissing } from '../../../../src/knowledge/conditions/spf/spf-missing.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfMissing, {
  fine: [
    ['it has one', mailHost],
    ['two are another fault', withZone({ 'example.org TXT': ['v=spf1 mx -all', 'v=spf1 a -all'] })],
    ['a name without an MX', withZone({ 'example.org TXT': undefined, 'example.org MX': undefined })],
  ],
  problem: [
    [
      'no TXT at all',
      withZone({ 'example.org TXT': undefined }),
      { severity: 'high', confidence: 'certain' },
    ],
    [
      'other TXT',
      withZone({ 'example.org TXT': ['v=spf10 -all', 'google-site-verification=x'] }),
      { subject: 'example.org' },
    ],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org TXT': 'servfail' } }]],
})
