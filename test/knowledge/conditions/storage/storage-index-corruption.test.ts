import { storageIndexCorruption } from '../../../../src/knowledge/conditions/storage/storage-index-corruption.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(storageIndexCorruption, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('Corrupted index file /var/vmail/anna/dovecot.index: indexid changed', { at: longAgo }),
        ),
      },
    ],
    [
      'once, and mended',
      {
        now,
        log: logWith(
          message('Fixed index file /var/vmail/anna/dovecot.index: first_recent_uid', {
            count: 1,
            line: 'dovecot: imap(anna)<4><x>: Error: Fixed index file',
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'messages themselves are damaged (mdbox)',
      {
        now,
        log: logWith(message('mdbox /var/vmail/anna/mdbox: Inconsistency in map index', { count: 20 })),
      },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('Corrupted index file /var/vmail/anna/dovecot.index: indexid changed', {
            count: 12,
            line: 'dovecot: imap(anna)<4><x>: Error: Corrupted index file',
          }),
        ),
      },
      { subject: 'anna' },
    ],
  ],
})
