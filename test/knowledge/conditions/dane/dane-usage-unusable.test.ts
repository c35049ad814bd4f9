import { daneUsageUnusable } from '../../../../src/knowledge/conditions/dane/dane-usage-unusable.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const hash = 'ab'.repeat(32)
const tlsa = (...data: readonly string[]) => withRecords({ '_25._tcp.mail.example.org TLSA': data })

testWorlds(daneUsageUnusable, {
  fine: [
    ['3 1 1', probed],
    ['one of two', tlsa(`1 1 1 ${hash}`, `2 0 1 ${hash}`)],
  ],
  problem: [
    ['1 1 1', tlsa(`1 1 1 ${hash}`), { confidence: 'certain' }],
    ['an unknown hash', tlsa(`3 1 9 ${hash}`), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
