import { reputationAppleIcloudPolicy } from '../../../../src/knowledge/conditions/reputation/reputation-apple-icloud-policy.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137'
const as = { status: 'bounced' } as const

testWorlds(reputationAppleIcloudPolicy, {
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
    ['another reply of such a provider', mailHost, await logOf([['552 5.2.2 user is over quota', as]])],
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
