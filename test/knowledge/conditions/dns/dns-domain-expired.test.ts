import { dnsDomainExpired } from '../../../../src/knowledge/conditions/dns/dns-domain-expired.ts'
import { deadResolver, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsDomainExpired, {
  fine: [
    ['own name servers', mailHost],
    [
      'one name server of a parking company among others',
      withZone({ 'example.org NS': ['ns1.example.org', 'ns1.above.com'] }),
    ],
  ],
  lookalike: [
    ['a name server is lame', { ...mailHost, failing: { 'example.org SOA @192.0.2.54': 'refused' } }],
  ],
  problem: [
    [
      'parked',
      withZone({ 'example.org NS': ['ns1.pendingrenewaldeletion.com', 'ns2.pendingrenewaldeletion.com'] }),
      { confidence: 'likely' },
    ],
  ],
  unseen: [['a dead resolver', deadResolver]],
})
