import { dovecotSieveScriptError } from '../../../../src/knowledge/conditions/dovecot/dovecot-sieve-script-error.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotSieveScriptError, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('sieve: Failed to compile script /var/vmail/anna/.dovecot.sieve', { at: longAgo }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the storage is shut',
      { now, log: logWith(message("sieve: Failed to access user's personal storage", { service: 'lmtp' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('sieve: Failed to compile script /var/vmail/anna/.dovecot.sieve', {
            service: 'lmtp',
            line: 'dovecot: lmtp(anna@example.org)<4><x>: Error: sieve: Failed to compile script',
          }),
        ),
      },
      { subject: 'anna@example.org' },
    ],
  ],
})
