import { storageOsQuotaExceeded } from '../../../../src/knowledge/conditions/storage/storage-os-quota-exceeded.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(storageOsQuotaExceeded, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('Mailbox INBOX: write(/home/anna/Maildir/tmp/1700.M1) failed: Disk quota exceeded', {
            at: longAgo,
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'Dovecot’s own quota',
      {
        now,
        log: logWith(
          message('save failed to INBOX: Quota exceeded (mailbox for user is full)', { service: 'lmtp' }),
        ),
      },
    ],
    [
      'the disk is full for all',
      {
        now,
        log: logWith(
          message('write(/home/anna/Maildir/tmp/1700.M1) failed: No space left on device', {
            service: 'lmtp',
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
          message('Mailbox INBOX: write(/home/anna/Maildir/tmp/1700.M1) failed: Disk quota exceeded', {
            service: 'lmtp',
            line: 'dovecot: lmtp(anna)<4><x>: Error: Disk quota exceeded',
          }),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
