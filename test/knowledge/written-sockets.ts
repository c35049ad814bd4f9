import type { FileStatus } from '../../src/access/host/host.ts'
import type { PathAccess } from '../../src/collect/sockets/access.ts'
import type { RequiredSocket } from '../../src/collect/sockets/required-sockets.ts'
import { seen, testNow } from './test-condition.ts'

/** A socket file of the postfix user, 0660. */
const socketFile: FileStatus = {
  type: 'socket',
  mode: 0o660,
  uid: 110,
  gid: 115,
  sizeBytes: 0,
  modifiedAt: testNow,
  inode: 1,
}
export const allowed: PathAccess = { access: 'allowed', status: socketFile }

/** The socket at which Postfix asks Dovecot for log-ins. */
export function authSocket(
  access: PathAccess = allowed,
  listening: boolean | undefined = true,
): RequiredSocket {
  return socket('auth', 'private/auth', access, listening)
}

/** The socket at which Postfix hands over mail. */
export function lmtpSocket(
  access: PathAccess = allowed,
  listening: boolean | undefined = true,
): RequiredSocket {
  return socket('lmtp', 'private/dovecot-lmtp', access, listening)
}

function socket(
  use: RequiredSocket['use'],
  named: string,
  access: PathAccess,
  listening: boolean | undefined,
): RequiredSocket {
  const socketPath = `/var/spool/postfix/${named}`
  return { use, named, socketPath, user: 'postfix', access, listening, evidence: [seen] }
}

export function missing(path: string): PathAccess {
  return { access: 'missing', missing: path }
}

export function denied(path: string, status: Partial<FileStatus> = {}): PathAccess {
  const file = { ...socketFile, uid: 0, gid: 0, mode: 0o600, ...status }
  return { access: 'denied', obstacle: { path, status: file, needs: 'rw' }, status: file }
}
