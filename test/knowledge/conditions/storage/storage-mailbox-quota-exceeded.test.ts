import type { MailboxQuota } from '../../../../src/collect/dovecot/quota.ts'
import { storageMailboxQuotaExceeded } from '../../../../src/knowledge/conditions/storage/storage-mailbox-quota-exceeded.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { delivery, longAgo, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const reply =
  'host mail.example.org[private/dovecot-lmtp] said: 552 5.2.2 <anna@example.org> Quota exceeded (mailbox for user is full) (in reply to end of DATA command)'
const quota = (used: number, limit: number, mailbox = 'anna@example.org'): MailboxQuota => ({
  mailbox,
  kind: 'storage',
  used,
  limit,
  evidence: seen,
})
const refused = known(writtenLog({ deliveries: [delivery(reply)] }))

testCondition(storageMailboxQuotaExceeded, {
  fine: [
    ['nothing refused', { now, log: known(writtenLog()) }],
    ['no limits at all', { now, log: known(writtenLog()), quotas: absent() }],
    ['there is room again', { now, log: refused, quotas: known([quota(8, 20)]) }],
    [
      'it was full long ago',
      { now, log: known(writtenLog({ deliveries: [delivery(reply, { lastAt: longAgo })] })) },
    ],
    ['no log', { now, log: absent() }],
  ],
  lookalike: [
    [
      'a mailbox of another host is full',
      {
        now,
        log: known(
          writtenLog({
            deliveries: [
              delivery('host mx.example.net[192.0.2.7] said: 552 5.2.2 Quota exceeded', { daemon: 'smtp' }),
            ],
          }),
        ),
      },
    ],
    [
      'the disk quota of the file system',
      {
        now,
        log: known(
          writtenLog({
            deliveries: [delivery('451 4.2.0 write failed: Disk quota limit', { dsn: '4.2.0' })],
          }),
        ),
      },
    ],
  ],
  problem: [
    [
      'mail is refused and the count says why',
      { now, log: refused, quotas: known([quota(20, 20)]) },
      { subject: 'anna@example.org', confidence: 'certain' },
    ],
    ['mail is refused', { now, log: refused }, { subject: 'anna@example.org', confidence: 'likely' }],
    [
      'at its limit, nobody has written yet',
      { now, log: known(writtenLog()), quotas: known([quota(20, 20, 'bob')]) },
      { subject: 'bob', severity: 'low' },
    ],
  ],
})
