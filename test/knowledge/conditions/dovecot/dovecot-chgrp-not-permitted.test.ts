import { dovecotChgrpNotPermitted } from '../../../../src/knowledge/conditions/dovecot/dovecot-chgrp-not-permitted.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotChgrpNotPermitted, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'chown(/home/anna/mail/.imap/INBOX, group=12(mail)) failed: Operation not permitted (egid=1000(anna), group based on /var/mail/anna - see http://wiki2.dovecot.org/Errors/ChgrpNoPerm)',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    ['opening is denied', { now, log: logWith(message('open(/home/anna/mail) failed: Permission denied')) }],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            'chown(/home/anna/mail/.imap/INBOX, group=12(mail)) failed: Operation not permitted (egid=1000(anna), group based on /var/mail/anna - see http://wiki2.dovecot.org/Errors/ChgrpNoPerm)',
            { line: 'dovecot: imap(anna)<4><x>: Error: chown' },
          ),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
