import { authBackendLdapFailure } from '../../../../src/knowledge/conditions/auth/auth-backend-ldap-failure.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authBackendLdapFailure, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(message("LDAP: Can't connect to server: ldap://ldap.example.org", { at: longAgo })),
      },
    ],
  ],
  lookalike: [
    [
      'one user has a wrong password',
      { now, log: logWith(message('ldap(anna,192.0.2.5): Password mismatch', { service: 'auth' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(message("LDAP: Can't connect to server: ldap://ldap.example.org", { service: 'auth' })),
      },
      { subject: 'Dovecot log-ins' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message(
            'dict_ldap_connect: Unable to bind to server ldap://ldap.example.org as cn=mail: 49 (Invalid credentials)',
            { program: 'postfix/smtpd', service: 'smtpd' },
          ),
        ),
      },
      { subject: 'Postfix lookups' },
    ],
  ],
})
