import { reputationGmailUnauthenticated } from '../../../../src/knowledge/conditions/reputation/reputation-gmail-unauthenticated.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.'
const as = { status: 'bounced' } as const

testWorlds(reputationGmailUnauthenticated, {
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
    [
      'forwarded mail of others fails',
      mailHost,
      await logOf([[said, { ...as, senders: ['someone@example.com'] }]]),
    ],
  ],
  lookalike: [
    [
      'another reply of such a provider',
      mailHost,
      await logOf([
        [
          "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.",
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
