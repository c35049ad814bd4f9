import { dkimSelectorNotPublished } from '../../../../src/knowledge/conditions/dkim/dkim-selector-not-published.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const using = (selector: string) => ({
  ...probed,
  task: { domain: 'example.org', selectors: [{ selector, domain: 'example.org', from: 'a mail' as const }] },
})

testWorlds(dkimSelectorNotPublished, {
  fine: [
    ['a usual one is published', probed],
    ['the named one is published', using('mail')],
  ],
  problem: [
    [
      'the named one is not',
      using('s2026'),
      { confidence: 'certain', subject: 's2026._domainkey.example.org' },
    ],
    [
      'revoked',
      { ...using('old'), zone: { ...probed.zone, 'old._domainkey.example.org TXT': ['v=DKIM1; p='] } },
      {},
    ],
    [
      'a wildcard’s SPF is no key',
      { ...using('x9'), zone: { ...probed.zone, 'x9._domainkey.example.org TXT': ['v=spf1 -all'] } },
      {},
    ],
  ],
  unseen: [
    ['no answer', { ...using('s2026'), failing: { 's2026._domainkey.example.org TXT': 'timeout' } }],
    ['none is known', withRecords({ 'mail._domainkey.example.org TXT': undefined })],
  ],
})
