import { dovecotUseripConnectionLimit } from '../../../../src/knowledge/conditions/dovecot/dovecot-userip-connection-limit.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotUseripConnectionLimit, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'Disconnected: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10): user=<anna@example.org>, method=PLAIN, rip=198.51.100.7',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the processes are used up, for everybody',
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
            'Disconnected: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10): user=<anna@example.org>, method=PLAIN, rip=198.51.100.7',
            { service: 'imap-login', level: 'notice' },
          ),
        ),
      },
      { subject: 'anna@example.org' },
    ],
  ],
})
