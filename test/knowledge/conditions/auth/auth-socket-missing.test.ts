import { authSocketMissing } from '../../../../src/knowledge/conditions/auth/auth-socket-missing.ts'
import { absent, known, seen, testCondition, testNow, unknown } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'
import { allowed, authSocket, denied, lmtpSocket, missing } from '../../written-sockets.ts'

const now = known(testNow)
const path = '/var/spool/postfix/private/auth'
const stopped = known({ running: false, activeState: 'inactive', enabled: 'enabled', evidence: [seen] })
const refused = "SASL: Connect to Dovecot auth socket 'private/auth' failed: Connection refused"

testCondition(authSocketMissing, {
  fine: [
    ['the socket is there and open', { now, sockets: known([authSocket()]) }],
    ['log-ins are asked over TCP, or nowhere', { now, sockets: absent() }],
    ['only mail is handed over', { now, sockets: known([lmtpSocket(missing('/x'))]) }],
    [
      'nobody listens as far as this container sees, and log-ins work',
      { now, sockets: known([authSocket(allowed, false)]) },
    ],
    [
      'could not look',
      {
        now,
        sockets: known([authSocket({ access: 'unknown', because: unknown('no-permission', '').because })]),
      },
    ],
    [
      'it was refused long ago',
      { now, sockets: known([authSocket(allowed, false)]), log: logWith(message(refused, { at: longAgo })) },
    ],
  ],
  lookalike: [['it is there and may not be opened', { now, sockets: known([authSocket(denied(path))]) }]],
  problem: [
    [
      'no such socket',
      { now, sockets: known([authSocket(missing(path))]) },
      { subject: path, confidence: 'certain' },
    ],
    [
      'left behind by a Dovecot that is stopped',
      { now, state: stopped, sockets: known([authSocket(allowed, false)]) },
    ],
    [
      'nobody listens and Postfix is refused',
      {
        now,
        sockets: known([authSocket(allowed, false)]),
        log: logWith(message(refused, { program: 'postfix/smtpd' })),
      },
      { confidence: 'likely', marks: ['socket:private/auth', `socket:${path}`] },
    ],
  ],
})
