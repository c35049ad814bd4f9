import { dnsFcrdnsMismatch } from '../../../../src/knowledge/conditions/dns/dns-fcrdns-mismatch.ts'
import {
  host4,
  host6,
  mailHost,
  reverse4,
  reverse6,
  splitHorizon,
  withZone,
} from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsFcrdnsMismatch, {
  fine: [
    ['it leads back', mailHost],
    ['one of several leads back', withZone({ [reverse4]: ['old.example.org', 'mail.example.org'] })],
    ['in capitals', withZone({ [reverse4]: ['MAIL.Example.ORG'] })],
  ],
  lookalike: [['there is no PTR', withZone({ [reverse4]: undefined })]],
  problem: [
    [
      'the name does not exist',
      withZone({ [reverse4]: ['host10.example.net'] }),
      { subject: host4, confidence: 'certain' },
    ],
    [
      'the name has another address',
      withZone({ [reverse6]: ['web.example.org'], 'web.example.org A': ['192.0.2.9'] }),
      { subject: host6 },
    ],
  ],
  unseen: [
    ['an inner view of the name', splitHorizon(mailHost)],
    [
      'the name cannot be asked',
      { ...withZone({ [reverse4]: ['slow.example.net'] }), failing: { 'slow.example.net A': 'timeout' } },
    ],
  ],
})
