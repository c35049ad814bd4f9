import { networkIpv6NoPtr } from '../../../../src/knowledge/conditions/network/network-ipv6-no-ptr.ts'
import {
  host6,
  ipv4Only,
  mailHost,
  reverse4,
  reverse6,
  withMainCf,
  withZone,
} from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(networkIpv6NoPtr, {
  fine: [
    ['it has one', mailHost],
    ['no IPv6', ipv4Only(withZone({ [reverse6]: undefined }))],
    ['Postfix sends over IPv4', withMainCf(withZone({ [reverse6]: undefined }), 'inet_protocols = ipv4')],
  ],
  lookalike: [['IPv4 lacks it too', withZone({ [reverse4]: undefined, [reverse6]: undefined })]],
  problem: [
    ['only IPv6 lacks it', withZone({ [reverse6]: undefined }), { subject: host6, confidence: 'certain' }],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { [reverse6]: 'servfail' } }]],
})
