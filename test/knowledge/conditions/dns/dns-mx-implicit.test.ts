import { dnsMxImplicit } from '../../../../src/knowledge/conditions/dns/dns-mx-implicit.ts'
import { healthyDialogue, probed, withRecords } from '../../../collect/dns/probed.ts'
import type { ZoneWorld } from '../../../collect/dns/zone-world.ts'
import { testWorlds } from '../../test-worlds.ts'

const web = (dialogues: NonNullable<ZoneWorld['dialogues']>) =>
  withRecords({ 'example.org MX': undefined }, { dialogues })

testWorlds(dnsMxImplicit, {
  fine: [
    ['an MX', probed],
    ['a web site only', web({})],
  ],
  problem: [
    [
      'a mail server at the domain itself',
      web({ '203.0.113.80:25': healthyDialogue }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
