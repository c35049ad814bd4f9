import { dmarcMissing } from '../../../../src/knowledge/conditions/dmarc/dmarc-missing.ts'
import { mailHost, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dmarcMissing, {
  fine: [
    ['it has one', mailHost],
    ['p=none while it is rolled out', withZone({ '_dmarc.example.org TXT': ['v=DMARC1; p=none'] })],
    [
      'the organisation above has one',
      withMainCf(
        withZone({ 'lists.example.org MX': ['10 mail.example.org'] }),
        'virtual_mailbox_domains = lists.example.org',
      ),
    ],
    ['a name without an MX', withZone({ '_dmarc.example.org TXT': undefined, 'example.org MX': undefined })],
  ],
  lookalike: [['a text that cannot be used', withZone({ '_dmarc.example.org TXT': ['v=DMARC; p=reject'] })]],
  problem: [
    [
      'none',
      withZone({ '_dmarc.example.org TXT': undefined }),
      { confidence: 'certain', subject: 'example.org' },
    ],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { '_dmarc.example.org TXT': 'servfail' } }]],
})
