import { nobodysName } from '../../../../src/collect/dns/wildcard.ts'
import { dnsWildcardMail } from '../../../../src/knowledge/conditions/dns/dns-wildcard-mail.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsWildcardMail, {
  fine: [
    ['none', probed],
    ['one that forbids', withRecords({ [`${nobodysName}.example.org TXT`]: ['v=spf1 -all'] })],
  ],
  problem: [
    [
      'MX',
      withRecords({ [`${nobodysName}.example.org MX`]: ['10 mail.example.org'] }),
      { confidence: 'certain' },
    ],
    ['TXT', withRecords({ [`${nobodysName}.example.org TXT`]: ['v=spf1 mx -all'] }), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { [`${nobodysName}.example.org MX`]: 'timeout' } }]],
})
