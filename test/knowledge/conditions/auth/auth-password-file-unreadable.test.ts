import { authPasswordFileUnreadable } from '../../../../src/knowledge/conditions/auth/auth-password-file-unreadable.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const denied =
  'passwd-file: open(/etc/dovecot/users) failed: Permission denied (euid=104(dovecot) egid=107(dovecot) missing +r perm: /etc/dovecot/users, dir owned by 0:0 mode=0755)'

testCondition(authPasswordFileUnreadable, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    ['it was long ago', { now, log: logWith(message(denied, { service: 'auth', at: longAgo })) }],
  ],
  lookalike: [
    [
      'an unknown user of the file',
      { now, log: logWith(message('passwd-file(nobody,192.0.2.5): unknown user', { service: 'auth' })) },
    ],
  ],
  problem: [
    [
      'the file is closed to the user dovecot',
      { now, log: logWith(message(denied, { service: 'auth' })) },
      { subject: '/etc/dovecot/users', values: { count: 3, error: 'Permission denied' } },
    ],
    [
      'the file is gone; Dovecot 2.4',
      {
        now,
        log: logWith(
          message(
            'request [1]: Error: passwd-file: open(/etc/dovecot/users) failed: No such file or directory',
          ),
        ),
      },
      { subject: '/etc/dovecot/users', values: { count: 3, error: 'No such file or directory' } },
    ],
  ],
})
