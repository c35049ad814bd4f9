import { dnsMxSameAddress } from '../../../../src/knowledge/conditions/dns/dns-mx-same-address.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxSameAddress, {
  fine: [
    ['one MX', probed],
    [
      'two servers',
      withRecords({
        'example.org MX': ['10 mail.example.org', '20 b.example.org'],
        'b.example.org A': ['192.0.2.9'],
      }),
    ],
  ],
  problem: [
    [
      'two names of one',
      withRecords({
        'example.org MX': ['10 mail.example.org', '20 b.example.org'],
        'b.example.org A': ['203.0.113.10'],
        'b.example.org AAAA': ['2001:db8::10'],
      }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
