import { daneIncomplete } from '../../../../src/knowledge/conditions/dane/dane-incomplete.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(daneIncomplete, {
  fine: [
    ['one host, covered', probed],
    ['none', withRecords({ '_25._tcp.mail.example.org TLSA': undefined })],
  ],
  problem: [
    [
      'one of two',
      withRecords({
        'example.org MX': ['10 mail.example.org', '20 b.example.org'],
        'b.example.org A': ['192.0.2.9'],
      }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
