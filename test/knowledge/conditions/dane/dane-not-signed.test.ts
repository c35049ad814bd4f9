import { daneNotSigned } from '../../../../src/knowledge/conditions/dane/dane-not-signed.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(daneNotSigned, {
  fine: [
    ['signed', probed],
    ['no TLSA', withRecords({ '_25._tcp.mail.example.org TLSA': undefined })],
  ],
  problem: [
    [
      'not signed',
      withRecords({ 'example.org DS': undefined, 'example.org DNSKEY': undefined }, { authenticated: [] }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
