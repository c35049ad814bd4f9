import { dnsTtlUnsuitable } from '../../../../src/knowledge/conditions/dns/dns-ttl-unsuitable.ts'
import { probed } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsTtlUnsuitable, {
  fine: [
    ['an hour', probed],
    ['five minutes', { ...probed, lifetimes: { 'example.org MX': 300 } }],
  ],
  problem: [
    ['nothing', { ...probed, lifetimes: { 'example.org MX': 0 } }, { confidence: 'certain' }],
    ['a month', { ...probed, lifetimes: { 'example.org TXT': 30 * 86_400 } }, {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org NS': 'timeout' } }]],
})
