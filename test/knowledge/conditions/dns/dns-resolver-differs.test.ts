import { dnsResolverDiffers } from '../../../../src/knowledge/conditions/dns/dns-resolver-differs.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsResolverDiffers, {
  fine: [
    ['the same', probed],
    [
      'in another order',
      withRecords({
        'example.org MX': ['20 b.example.org', '10 mail.example.org'],
        'b.example.org A': ['192.0.2.9'],
      }),
    ],
    ['a null MX', withRecords({ 'example.org MX': ['0 .'] })],
    ['none', withRecords({ 'example.org MX': undefined })],
  ],
  lookalike: [
    [
      'the servers differ among themselves',
      withRecords({ 'example.org MX @192.0.2.53': ['10 old.example.org'] }),
    ],
  ],
  problem: [
    [
      'an inner view',
      withRecords({
        'example.org MX @192.0.2.53': ['10 mx.example.net'],
        'example.org MX @198.51.100.54': ['10 mx.example.net'],
      }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
