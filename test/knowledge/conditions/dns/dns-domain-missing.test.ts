import { dnsDomainMissing } from '../../../../src/knowledge/conditions/dns/dns-domain-missing.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsDomainMissing, {
  fine: [
    ['it exists', probed],
    ['with other records only', withRecords({ 'example.org SOA': undefined })],
  ],
  lookalike: [['it has no MX', withRecords({ 'example.org MX': undefined })]],
  problem: [['NXDOMAIN', { ...probed, zone: { '. NS': ['a'] } }, { confidence: 'certain' }]],
  unseen: [['the resolver cannot tell', { ...probed, failing: { 'example.org SOA': 'servfail' } }]],
})
