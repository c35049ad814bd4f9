import { dovecotAddressInUse } from '../../../../src/knowledge/conditions/dovecot/dovecot-address-in-use.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotAddressInUse, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('service(imap-login): listen(*, 993) failed: Address already in use', { at: longAgo }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'no IPv6 here',
      {
        now,
        log: logWith(
          message('service(imap-login): listen(::, 993) failed: Address family not supported by protocol', {
            service: 'master',
          }),
        ),
      },
    ],
    [
      'a socket of Postfix',
      {
        now,
        log: logWith(
          message('bind 0.0.0.0 port 25: Address already in use', {
            program: 'postfix/master',
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
          message('service(imap-login): listen(*, 993) failed: Address already in use', {
            service: 'master',
          }),
        ),
      },
      { subject: '993' },
    ],
  ],
})
