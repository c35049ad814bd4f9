import { submissionsRefused } from '../../../../src/knowledge/conditions/submissions/submissions-refused.ts'
import { factsOf, refused } from '../../../collect/logs/written-lines.ts'
import { testCondition } from '../../test-condition.ts'

const facts = async (...lines: readonly string[]) => {
  const { log, refused: refusals } = await factsOf(...lines)
  return { log, refused: refusals }
}
const service = 'submission/smtpd'
const submitted =
  'postfix/submission/smtpd[4]: 4AAAAAA1: client=h[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.org'
const milter = '451 4.7.1 Service unavailable - try again later'

testCondition(submissionsRefused, {
  fine: [
    ['users send', await facts(submitted)],
    [
      'a stranger tries the port without logging in',
      await facts(
        refused('554 5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied', {
          service,
          client: 'unknown[192.0.2.9]',
        }),
      ),
    ],
    [
      'a stranger tries to relay there',
      await facts(refused('554 5.7.1 <x@y.example>: Relay access denied', { service })),
    ],
    [
      'a user mistyped a recipient',
      await facts(
        refused(
          '550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
          { service, tail: ' sasl_username=anna' },
        ),
      ),
    ],
    ['it is over', await facts(refused(milter, { service, action: 'milter-reject' }), submitted)],
    ['other servers are another symptom', await facts(refused(milter, { action: 'milter-reject' }))],
  ],
  problem: [
    [
      'the milter is away',
      await facts(refused(milter, { service, action: 'milter-reject', stage: 'CONNECT' })),
      { subject: 'submission: 451 4.7.1 Service unavailable - try again later' },
    ],
    [
      'the disk is full',
      await facts(
        refused('452 4.3.1 Insufficient system storage', { service: 'submissions/smtpd', stage: 'MAIL' }),
      ),
    ],
    [
      'a user that logged in may not relay',
      await facts(
        refused('554 5.7.1 <x@y.example>: Relay access denied', { tail: ' sasl_username=anna@example.org' }),
      ),
    ],
    [
      'a user that logged in is on a block list',
      await facts(
        refused('554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; x', {
          service,
          tail: ' sasl_username=anna@example.org',
        }),
      ),
    ],
    [
      'somebody sends under a foreign address',
      await facts(
        refused('553 5.7.1 <boss@example.org>: Sender address rejected: not owned by user anna', {
          service,
          tail: ' sasl_username=anna',
        }),
        submitted,
      ),
      { severity: 'low' },
    ],
  ],
})
