import { dovecotLmtpUserUnknown } from '../../../../src/knowledge/conditions/dovecot/dovecot-lmtp-user-unknown.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, longAgo, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const reply =
  "host mail.example.org[private/dovecot-lmtp] said: 550 5.1.1 <anna@example.org> User doesn't exist: anna@example.org (in reply to RCPT TO command)"
const log = (...deliveries: readonly ReturnType<typeof delivery>[]) => known(writtenLog({ deliveries }))

testCondition(dovecotLmtpUserUnknown, {
  fine: [
    ['nothing bounced', { now, log: log() }],
    ['long ago', { now, log: log(delivery(reply, { lastAt: longAgo })) }],
    ['no log', { now, log: absent() }],
  ],
  lookalike: [
    [
      'another server does not know the user',
      { now, log: log(delivery('550 5.1.1 <x@example.net> User unknown', { daemon: 'smtp' })) },
    ],
    ['the mailbox is full', { now, log: log(delivery('552 5.2.2 Quota exceeded')) }],
  ],
  problem: [
    [
      'Dovecot knows no such user',
      { now, log: log(delivery(reply)) },
      { subject: 'example.org', severity: 'medium' },
    ],
    [
      'it knows none of the domain',
      {
        now,
        log: log(
          delivery(reply, { recipients: ['a', 'b', 'c', 'd', 'e'].map((one) => `${one}@example.org`) }),
        ),
      },
      { severity: 'high' },
    ],
  ],
})
