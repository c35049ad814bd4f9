import { authPasswordSchemeUnsupported } from '../../../../src/knowledge/conditions/auth/auth-password-scheme-unsupported.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authPasswordSchemeUnsupported, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(message('passwd-file(anna@example.org): Unknown scheme ARGON2ID', { at: longAgo })),
      },
    ],
  ],
  lookalike: [
    [
      'a wrong password',
      {
        now,
        log: logWith(
          message('passwd-file(anna@example.org,192.0.2.5): Password mismatch', { service: 'auth' }),
        ),
      },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(message('passwd-file(anna@example.org): Unknown scheme ARGON2ID', { service: 'auth' })),
      },
      { subject: 'dovecot passdb' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message("passwd-file(anna,192.0.2.5): Weak password scheme 'MD5' used and refused", {
            service: 'auth',
          }),
        ),
      },
      {},
    ],
  ],
})
