import { dnsPtrMissing } from '../../../../src/knowledge/conditions/dns/dns-ptr-missing.ts'
import {
  behindNat,
  deadResolver,
  host4,
  ipv4Only,
  mailHost,
  reverse4,
  reverse6,
  withMainCf,
  withZone,
} from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

testWorlds(dnsPtrMissing, {
  fine: [
    ['both addresses have one', mailHost],
    [
      'a relay host sends',
      withMainCf(withZone({ [reverse4]: undefined }), 'relayhost = [smtp.example.net]:587'),
    ],
    ['IPv4 only', ipv4Only(withZone({ [reverse6]: undefined }))],
  ],
  lookalike: [
    ['it exists and leads elsewhere', withZone({ [reverse4]: ['host10.example.net'] })],
    ['only IPv6 lacks it', withZone({ [reverse6]: undefined })],
  ],
  problem: [
    ['none', withZone({ [reverse4]: undefined }), { subject: host4, confidence: 'certain' }],
    [
      'behind a translator, a receiver names the address',
      behindNat(withZone({ [reverse4]: undefined })),
      { subject: host4 },
      await logOf([[`450 4.7.25 Client host rejected: cannot find your hostname, [${host4}]`]]),
    ],
    ['none, IPv4 only', ipv4Only(withZone({ [reverse4]: undefined })), { subject: host4 }],
  ],
  unseen: [
    ['SERVFAIL', { ...mailHost, failing: { [reverse4]: 'servfail' } }],
    ['behind a translator', behindNat(withZone({ [reverse4]: undefined }))],
    ['a dead resolver', deadResolver],
  ],
})
