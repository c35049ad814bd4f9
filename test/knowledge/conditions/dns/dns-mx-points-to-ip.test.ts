import { dnsMxPointsToIp } from '../../../../src/knowledge/conditions/dns/dns-mx-points-to-ip.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxPointsToIp, {
  fine: [
    ['a name', mailHost],
    ['a name that begins with digits', withZone({ 'example.org MX': ['10 10.mail.example.org'] })],
  ],
  lookalike: [['no MX', withZone({ 'example.org MX': undefined })]],
  problem: [['an address', withZone({ 'example.org MX': ['10 203.0.113.10'] }), { confidence: 'certain' }]],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org MX': 'servfail' } }]],
})
