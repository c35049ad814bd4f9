import { reputationYahooTemporaryDeferral } from '../../../../src/knowledge/conditions/reputation/reputation-yahoo-temporary-deferral.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const said =
  '421 4.7.0 [TSS04] Messages from 203.0.113.10 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes'
const as = { status: 'deferred' } as const

testWorlds(reputationYahooTemporaryDeferral, {
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
      await logOf([["554 delivery error: dd This user doesn't have a yahoo.com account", as]]),
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
