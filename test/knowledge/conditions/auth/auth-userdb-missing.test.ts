import { authUserdbMissing } from '../../../../src/knowledge/conditions/auth/auth-userdb-missing.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authUserdbMissing, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('Authenticated user not found from userdb, auth lookup id=1 (auth connected 5 msecs ago)', {
            at: longAgo,
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'an unknown user of the passdb',
      { now, log: logWith(message('passwd-file(nobody,192.0.2.5): unknown user', { service: 'auth' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('Authenticated user not found from userdb, auth lookup id=1 (auth connected 5 msecs ago)', {
            service: 'imap',
            line: 'dovecot: imap(anna@example.org)<4><x>: Error: Authenticated user not found from userdb',
          }),
        ),
      },
      { subject: 'anna@example.org' },
    ],
  ],
})
