import { reputationTonlineNotAllowed } from '../../../../src/knowledge/conditions/reputation/reputation-tonline-not-allowed.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  'refused to talk to me: 554 IP=203.0.113.10 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.)'
const as = { status: 'deferred' } as const

testWorlds(reputationTonlineNotAllowed, {
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
        ['554 5.7.1 Service unavailable; Client host [203.0.113.10] blocked using zen.spamhaus.org', as],
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
