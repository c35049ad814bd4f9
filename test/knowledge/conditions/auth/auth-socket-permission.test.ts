import { authSocketPermission } from '../../../../src/knowledge/conditions/auth/auth-socket-permission.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'
import { authSocket, denied, lmtpSocket, missing } from '../../written-sockets.ts'

const accounts = known({
  users: [{ name: 'root', uid: 0, gid: 0, home: '/root' }],
  groups: [{ name: 'root', gid: 0, members: [] }],
})
const path = '/var/spool/postfix/private/auth'

testCondition(authSocketPermission, {
  fine: [
    ['open to Postfix', { accounts, sockets: known([authSocket()]) }],
    ['no socket is asked', { accounts, sockets: absent() }],
    ['the mail socket is shut, not this one', { accounts, sockets: known([lmtpSocket(denied('/x'))]) }],
  ],
  lookalike: [['it does not exist', { accounts, sockets: known([authSocket(missing(path))]) }]],
  problem: [
    [
      'belongs to root, 0600',
      {
        accounts,
        sockets: known([authSocket(denied(path))]),
        log: logWith(
          message("SASL: Connect to Dovecot auth socket 'private/auth' failed: Permission denied"),
        ),
      },
      { subject: path, confidence: 'certain' },
    ],
    [
      'the folder above keeps Postfix out',
      {
        accounts,
        sockets: known([
          authSocket(denied('/var/spool/postfix/private', { type: 'directory', mode: 0o700 })),
        ]),
      },
      { subject: path },
    ],
  ],
})
