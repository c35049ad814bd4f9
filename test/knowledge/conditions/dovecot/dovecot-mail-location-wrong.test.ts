import { dovecotMailLocationWrong } from '../../../../src/knowledge/conditions/dovecot/dovecot-mail-location-wrong.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotMailLocationWrong, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            "user anna: Initialization failed: Namespace '': Mail storage autodetection failed with home=/home/anna",
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'a folder is shut',
      { now, log: logWith(message('opendir(/var/vmail/anna) failed: Permission denied')) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            "user anna: Initialization failed: Namespace '': Mail storage autodetection failed with home=/home/anna",
            { line: 'dovecot: imap(anna)<4><x>: Error: user anna: Initialization failed' },
          ),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
