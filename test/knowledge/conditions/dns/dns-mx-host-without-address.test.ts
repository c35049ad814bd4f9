import { dnsMxHostWithoutAddress } from '../../../../src/knowledge/conditions/dns/dns-mx-host-without-address.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxHostWithoutAddress, {
  fine: [
    ['all have', probed],
    [
      'a record for verification only',
      withRecords({ 'example.org MX': ['10 mail.example.org', '32767 ms12345.msv1.invalid'] }),
    ],
  ],
  lookalike: [['none has', withRecords({ 'example.org MX': ['10 gone.example.org'] })]],
  problem: [
    [
      'the reserve has none',
      withRecords({ 'example.org MX': ['10 mail.example.org', '20 gone.example.org'] }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
