import { dovecotVszLimitMemory } from '../../../../src/knowledge/conditions/dovecot/dovecot-vsz-limit-memory.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotVszLimitMemory, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'master: service(imap): child 1234 returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it))',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the kernel killed it',
      {
        now,
        log: logWith(
          message('Out of memory: Killed process 1234 (imap)', { program: 'kernel', service: 'kernel' }),
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
            'master: service(imap): child 1234 returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it))',
            { service: 'imap', level: 'fatal' },
          ),
        ),
      },
      { subject: 'imap' },
    ],
  ],
})
