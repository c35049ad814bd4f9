import { authFirstValidUid } from '../../../../src/knowledge/conditions/auth/auth-first-valid-uid.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(authFirstValidUid, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            "user anna: Couldn't drop privileges: Mail access for users with UID 150 not permitted (see first_valid_uid in config file, uid from userdb lookup).",
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'a folder is shut',
      { now, log: logWith(message('open(/var/vmail/anna) failed: Permission denied (euid=5000(vmail))')) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            "user anna: Couldn't drop privileges: Mail access for users with UID 150 not permitted (see first_valid_uid in config file, uid from userdb lookup).",
            { line: 'dovecot: imap(anna)<4><x>: Error: user anna: Mail access' },
          ),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
