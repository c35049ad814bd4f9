import { dovecotBackendSocketBusy } from '../../../../src/knowledge/conditions/dovecot/dovecot-backend-socket-busy.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotBackendSocketBusy, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('net_connect_unix(imap) failed: Resource temporarily unavailable', { at: longAgo }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the socket is not there',
      {
        now,
        log: logWith(
          message('net_connect_unix(imap) failed: No such file or directory', { service: 'imap-login' }),
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
          message('net_connect_unix(imap) failed: Resource temporarily unavailable', {
            service: 'imap-login',
          }),
        ),
      },
      { subject: 'imap' },
    ],
  ],
})
