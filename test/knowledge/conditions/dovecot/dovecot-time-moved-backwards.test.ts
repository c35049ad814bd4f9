import { dovecotTimeMovedBackwards } from '../../../../src/knowledge/conditions/dovecot/dovecot-time-moved-backwards.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotTimeMovedBackwards, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'Time moved backwards by 65.000000 seconds, waiting for 180 secs until new services are launched again.',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'it moved forwards: a frozen disk or machine',
      {
        now,
        log: logWith(
          message('Time moved forwards by 12.300000 seconds - adjusting timeouts.', { level: 'warning' }),
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
            'Time moved backwards by 65.000000 seconds, waiting for 180 secs until new services are launched again.',
            { service: 'master', level: 'warning' },
          ),
        ),
      },
      { subject: 'clock' },
    ],
  ],
})
