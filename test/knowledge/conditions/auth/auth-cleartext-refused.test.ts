import { authCleartextRefused } from '../../../../src/knowledge/conditions/auth/auth-cleartext-refused.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authCleartextRefused, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'Disconnected: Aborted login by logging out (tried to use disallowed plaintext auth): user=<>, rip=192.0.2.4',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'one single try, a scanner',
      {
        now,
        log: logWith(
          message('Aborted login (tried to use disallowed plaintext auth): user=<>', {
            service: 'imap-login',
            level: 'notice',
            count: 1,
          }),
        ),
      },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            'Disconnected: Aborted login by logging out (tried to use disallowed plaintext auth): user=<>, rip=192.0.2.4',
            { service: 'imap-login', level: 'notice' },
          ),
        ),
      },
      { subject: 'a client' },
    ],
  ],
})
