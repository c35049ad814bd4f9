import { daneNotUsed } from '../../../../src/knowledge/conditions/dane/dane-not-used.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(daneNotUsed, {
  fine: [
    ['used', probed],
    [
      'not signed',
      withRecords(
        {
          'example.org DS': undefined,
          'example.org DNSKEY': undefined,
          '_25._tcp.mail.example.org TLSA': undefined,
        },
        { authenticated: [] },
      ),
    ],
  ],
  problem: [
    [
      'signed without',
      withRecords({ '_25._tcp.mail.example.org TLSA': undefined }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
