import { dovecotTlsSettingInvalid } from '../../../../src/knowledge/conditions/dovecot/dovecot-tls-setting-invalid.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotTlsSettingInvalid, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
  ],
  lookalike: [
    [
      'an old client',
      {
        now,
        log: logWith(message('SSL_accept() failed: error:0A000102:SSL routines::unsupported protocol')),
      },
    ],
  ],
  problem: [
    [
      'a protocol that does not exist',
      {
        now,
        log: logWith(
          message(
            "Failed to initialize SSL connection: Couldn't initialize SSL server context: Can't set minimum protocol to 'TLSv1.4' (ssl_min_protocol setting): Unknown value: user=<>, rip=203.0.113.130",
          ),
        ),
      },
      { subject: 'ssl_min_protocol', values: { count: 3, value: 'TLSv1.4' } },
    ],
  ],
})
