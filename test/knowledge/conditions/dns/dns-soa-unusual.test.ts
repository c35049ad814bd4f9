import { dnsSoaUnusual } from '../../../../src/knowledge/conditions/dns/dns-soa-unusual.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const soa = (rest: string) => withRecords({ 'example.org SOA': [`ns1.example.org ${rest}`] })

testWorlds(dnsSoaUnusual, {
  fine: [['as usual', probed]],
  problem: [
    ['copies end at once', soa('h.example.org 7 14400 3600 3600 3600'), { confidence: 'certain' }],
    ['denials for a week', soa('h.example.org 7 14400 3600 1209600 604800'), {}],
    ['no mail address', soa('root 7 14400 3600 1209600 3600'), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org SOA': 'timeout' } }]],
})
