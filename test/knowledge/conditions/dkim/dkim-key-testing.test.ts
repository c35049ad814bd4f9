import { dkimKeyTesting } from '../../../../src/knowledge/conditions/dkim/dkim-key-testing.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dkimKeyTesting, {
  fine: [
    ['none', probed],
    [
      'strict subdomains',
      withRecords({ 'mail._domainkey.example.org TXT': ['v=DKIM1; k=ed25519; t=s; p=AAAA'] }),
    ],
  ],
  problem: [
    [
      't=y',
      withRecords({ 'mail._domainkey.example.org TXT': ['v=DKIM1; k=ed25519; t=y:s; p=AAAA'] }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['the resolver is dead', { ...probed, failing: { '@127.0.0.1': 'timeout' } }]],
})
