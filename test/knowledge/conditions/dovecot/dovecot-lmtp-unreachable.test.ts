import { dovecotLmtpUnreachable } from '../../../../src/knowledge/conditions/dovecot/dovecot-lmtp-unreachable.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { dovecot } from '../../written-dovecot.ts'
import { delivery, writtenLog } from '../../written-log.ts'
import { allowed, authSocket, denied, lmtpSocket, missing } from '../../written-sockets.ts'

const path = '/var/spool/postfix/private/dovecot-lmtp'
const state = (running: boolean) =>
  known({ running, activeState: undefined, enabled: undefined, evidence: [seen] })

testCondition(dovecotLmtpUnreachable, {
  fine: [
    ['reachable', { sockets: known([lmtpSocket()]) }],
    ['mail is not handed to a socket', { sockets: absent() }],
    [
      'another network namespace listens',
      { sockets: known([lmtpSocket(allowed, false)]), state: state(true) },
    ],
  ],
  lookalike: [
    ['only the log-in socket is missing', { sockets: known([authSocket(missing('/x')), lmtpSocket()]) }],
  ],
  problem: [
    ['no such socket', { sockets: known([lmtpSocket(missing(path))]) }, { subject: path }],
    [
      'not for Postfix',
      { sockets: known([lmtpSocket(denied(path))]) },
      { subject: path, confidence: 'certain' },
    ],
    [
      'Dovecot runs without the protocol',
      { sockets: known([lmtpSocket(allowed, false)]), configuration: dovecot('protocols = imap') },
    ],
    [
      'nobody listens and mail waits for it',
      {
        sockets: known([lmtpSocket(allowed, false)]),
        state: state(true),
        log: known(
          writtenLog({ deliveries: [delivery('connect to mail[private/dovecot-lmtp]: Connection refused')] }),
        ),
      },
    ],
    ['dead since Dovecot stopped', { sockets: known([lmtpSocket(allowed, false)]), state: state(false) }],
  ],
})
