import { authBackendSqlDown } from '../../../../src/knowledge/conditions/auth/auth-backend-sql-down.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authBackendSqlDown, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            "mysql(127.0.0.1): Connect failed to database (mail): Can't connect to server on '127.0.0.1' (111) - waiting for 1 seconds before retry",
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'a wrong password',
      {
        now,
        log: logWith(message('sql(anna@example.org,192.0.2.5): Password mismatch', { service: 'auth' })),
      },
    ],
    [
      'Rspamd misses its own database',
      { now, log: logWith(message('Connect failed to database', { program: 'rspamd', service: 'rspamd' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            "mysql(127.0.0.1): Connect failed to database (mail): Can't connect to server on '127.0.0.1' (111) - waiting for 1 seconds before retry",
            { service: 'auth' },
          ),
        ),
      },
      { subject: 'Dovecot log-ins' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message("connect to mysql server 127.0.0.1: Can't connect to MySQL server on '127.0.0.1' (111)", {
            program: 'postfix/proxymap',
            service: 'proxymap',
          }),
        ),
      },
      { subject: 'Postfix lookups' },
    ],
  ],
})
