import { reputationMicrosoftRateLimited } from '../../../../src/knowledge/conditions/reputation/reputation-microsoft-rate-limited.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  '451 4.7.650 The mail server [203.0.113.10] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775)'
const as = { status: 'deferred' } as const

testWorlds(reputationMicrosoftRateLimited, {
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
      await logOf([
        [
          "550 5.7.1 Unfortunately, messages from [203.0.113.10] weren't sent. part of their network is on our block list (S3150).",
          as,
        ],
      ]),
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
