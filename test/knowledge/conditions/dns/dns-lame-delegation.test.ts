import { dnsLameDelegation } from '../../../../src/knowledge/conditions/dns/dns-lame-delegation.ts'
import { mailHost, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const lame = (code: 'refused' | 'timeout') =>
  ({ ...mailHost, failing: { 'example.org SOA @192.0.2.54': code } }) as const

testWorlds(dnsLameDelegation, {
  fine: [
    ['both answer', mailHost],
    ['a domain below its zone', withMainCf(mailHost, 'virtual_mailbox_domains = lists.example.org')],
  ],
  lookalike: [['DNSSEC is broken', { ...mailHost, failing: { 'example.org MX': 'servfail' } }]],
  problem: [
    ['one refuses the zone', lame('refused'), { severity: 'high', confidence: 'certain' }],
    ['one is silent', lame('timeout'), { severity: 'low', confidence: 'likely' }],
    ['one has no address', withZone({ 'ns2.example.org A': undefined }), { confidence: 'certain' }],
  ],
  unseen: [
    [
      'none answers: the way to port 53 is closed',
      { ...mailHost, failing: { '@192.0.2.53': 'timeout', '@192.0.2.54': 'timeout' } },
    ],
  ],
})
