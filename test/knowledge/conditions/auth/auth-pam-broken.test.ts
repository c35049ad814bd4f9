import { authPamBroken } from '../../../../src/knowledge/conditions/auth/auth-pam-broken.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authPamBroken, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'pam(anna,192.0.2.4): pam_acct_mgmt() failed: Authentication token is no longer valid; new one required',
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
        log: logWith(
          message(
            'pam(anna,192.0.2.4): pam_authenticate() failed: Authentication failure (Password mismatch?)',
            { service: 'auth-worker' },
          ),
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
            'pam(anna,192.0.2.4): pam_acct_mgmt() failed: Authentication token is no longer valid; new one required',
            { service: 'auth-worker' },
          ),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
