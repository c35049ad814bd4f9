import { dovecotStatsSocketPermission } from '../../../../src/knowledge/conditions/dovecot/dovecot-stats-socket-permission.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotStatsSocketPermission, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('net_connect_unix(/run/dovecot/stats-writer) failed: Permission denied', { at: longAgo }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the user lookup is denied',
      {
        now,
        log: logWith(
          message(
            'auth-master: userdb lookup(anna): connect(/run/dovecot/auth-userdb) failed: Permission denied',
            { service: 'lda' },
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
          message('net_connect_unix(/run/dovecot/stats-writer) failed: Permission denied', {
            service: 'lda',
          }),
        ),
      },
      { subject: '/run/dovecot/stats-writer' },
    ],
  ],
})
