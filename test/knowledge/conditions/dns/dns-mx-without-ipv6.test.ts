import { dnsMxWithoutIpv6 } from '../../../../src/knowledge/conditions/dns/dns-mx-without-ipv6.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxWithoutIpv6, {
  fine: [
    ['it has', probed],
    ['a null MX', withRecords({ 'example.org MX': ['0 .'] })],
  ],
  problem: [['none', withRecords({ 'mail.example.org AAAA': undefined }), { confidence: 'certain' }]],
  unseen: [['no answer', { ...probed, failing: { 'mail.example.org AAAA': 'timeout' } }]],
})
