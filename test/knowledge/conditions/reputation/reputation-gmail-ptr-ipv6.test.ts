import { reputationGmailPtrIpv6 } from '../../../../src/knowledge/conditions/reputation/reputation-gmail-ptr-ipv6.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  '550-5.7.25 [203.0.113.10] The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not match'
const as = { status: 'bounced' } as const

testWorlds(reputationGmailPtrIpv6, {
  fine: [
    ['nothing failed', mailHost, await logOf([])],
    [
      'its destination has taken mail since',
      mailHost,
      await logOf([
        [
          said,
          {
            ...as,
            stillFailing: false,
            notSent: 0,
            laterSentAt: Date.UTC(2026, 10, 24, 2),
            destinationAcceptedAt: Date.UTC(2026, 10, 24, 2),
          },
        ],
      ]),
    ],
  ],
  lookalike: [
    [
      'another reply of such a provider',
      mailHost,
      await logOf([['550-5.7.26 Your email has been blocked because the sender is unauthenticated.', as]]),
    ],
  ],
  problem: [
    [
      'the reply',
      mailHost,
      { confidence: 'likely', impact: { messages: ['4A429BABA'], users: ['anna@example.org'] } },
      await logOf([[said, as]]),
    ],
  ],
})
