import { authWorkerSaturated } from '../../../../src/knowledge/conditions/auth/auth-worker-saturated.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authWorkerSaturated, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'auth workers: Auth request was queued for 15 seconds, 42 left in queue (see auth_worker_max_count)',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the log-in processes are used up',
      {
        now,
        log: logWith(
          message('service(imap-login): process_limit (100) reached, client connections are being dropped', {
            service: 'master',
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
            'auth workers: Auth request was queued for 15 seconds, 42 left in queue (see auth_worker_max_count)',
            { service: 'auth', level: 'warning' },
          ),
        ),
      },
      { subject: 'dovecot auth' },
    ],
  ],
})
