import { authSaslauthdUnreachable } from '../../../../src/knowledge/conditions/auth/auth-saslauthd-unreachable.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authSaslauthdUnreachable, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'SASL authentication failure: cannot connect to saslauthd server: No such file or directory',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'Dovecot’s socket is missing',
      {
        now,
        log: logWith(
          message("SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory", {
            program: 'postfix/smtpd',
            service: 'smtpd',
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
            'SASL authentication failure: cannot connect to saslauthd server: No such file or directory',
            { program: 'postfix/smtpd', service: 'smtpd', level: 'warning' },
          ),
        ),
      },
      { subject: 'saslauthd' },
    ],
  ],
})
