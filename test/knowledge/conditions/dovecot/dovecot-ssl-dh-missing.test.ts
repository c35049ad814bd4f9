import { dovecotSslDhMissing } from '../../../../src/knowledge/conditions/dovecot/dovecot-ssl-dh-missing.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotSslDhMissing, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            "Error in configuration file /etc/dovecot/conf.d/10-ssl.conf line 50: ssl_dh: Can't open file /usr/share/dovecot/dh.pem: No such file or directory",
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the certificate is missing',
      {
        now,
        log: logWith(
          message("ssl_cert: Can't open file /etc/ssl/mail.pem: No such file or directory", {
            service: 'config',
            level: 'fatal',
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
            "Error in configuration file /etc/dovecot/conf.d/10-ssl.conf line 50: ssl_dh: Can't open file /usr/share/dovecot/dh.pem: No such file or directory",
            { service: 'config', level: 'fatal' },
          ),
        ),
      },
      { subject: '/usr/share/dovecot/dh.pem' },
    ],
  ],
})
