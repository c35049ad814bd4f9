import { dnsNullMx } from '../../../../src/knowledge/conditions/dns/dns-null-mx.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsNullMx, {
  fine: [
    ['a real MX', mailHost],
    ['no MX', withZone({ 'example.org MX': undefined })],
  ],
  lookalike: [['preference 0 and a real host', withZone({ 'example.org MX': ['0 mail.example.org'] })]],
  problem: [
    ['"0 ."', withZone({ 'example.org MX': ['0 .'] }), { subject: 'example.org', confidence: 'certain' }],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org MX': 'servfail' } }]],
})
