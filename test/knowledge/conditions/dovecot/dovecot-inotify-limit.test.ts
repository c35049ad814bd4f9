import { dovecotInotifyLimit } from '../../../../src/knowledge/conditions/dovecot/dovecot-inotify-limit.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotInotifyLimit, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'Inotify instance limit for user 5000 (UID vmail) exceeded, disabling. Increase /proc/sys/fs/inotify/max_user_instances',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [['too many open files', { now, log: logWith(message('open() failed: Too many open files')) }]],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            'Inotify instance limit for user 5000 (UID vmail) exceeded, disabling. Increase /proc/sys/fs/inotify/max_user_instances',
            { level: 'warning' },
          ),
        ),
      },
      { subject: 'fs.inotify' },
    ],
  ],
})
