import { dovecotServiceLimitsInconsistent } from '../../../../src/knowledge/conditions/dovecot/dovecot-service-limits-inconsistent.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotServiceLimitsInconsistent, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('service auth { client_limit=1000 } is lower than required under max. load (1328)', {
            at: longAgo,
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'a limit was really reached',
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
          message('service auth { client_limit=1000 } is lower than required under max. load (1328)', {
            service: 'master',
            level: 'warning',
          }),
        ),
      },
      { subject: 'dovecot' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message('fd limit (ulimit -n) is lower than required under max. load (1024 < 2000)', {
            service: 'config',
            level: 'warning',
          }),
        ),
      },
      {},
    ],
  ],
})
