import { dovecotLoginProcessLimit } from '../../../../src/knowledge/conditions/dovecot/dovecot-login-process-limit.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotLoginProcessLimit, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('service(imap-login): process_limit (100) reached, client connections are being dropped', {
            at: longAgo,
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'one user exceeds his own limit',
      {
        now,
        log: logWith(
          message('Maximum number of connections from user+IP exceeded', { service: 'imap-login' }),
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
          message('service(imap-login): process_limit (100) reached, client connections are being dropped', {
            service: 'master',
            level: 'warning',
          }),
        ),
      },
      { subject: 'imap-login' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message('service(imap): client_limit (1000) reached, client connections are being dropped', {
            service: 'master',
            level: 'warning',
          }),
        ),
      },
      { subject: 'imap' },
    ],
  ],
})
