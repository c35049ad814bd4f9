import { describe, expect, test } from 'vitest'
import { Collector } from '../../src/collect/collector.ts'
import { requiredSockets } from '../../src/collect/sockets/required-sockets.ts'
import { parseUnixSockets } from '../../src/collect/sockets/unix-sockets.ts'
import { type WrittenWorld, worldOf } from './written-world.ts'

const path = '/var/spool/postfix/private/auth'
const files = {
  '/etc/postfix/main.cf':
    'smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\ncompatibility_level = 3.6\n',
  '/etc/postfix/master.cf':
    'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o smtpd_sasl_auth_enable=yes\nlmtp unix - - y - - lmtp\n',
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\npostfix:x:110:115::/var/spool/postfix:/bin/false\n',
  '/etc/group': 'postfix:x:115:\nmail:x:8:postfix\n',
}
const socket = { type: 'socket', uid: 110, gid: 115, mode: 0o660 } as const

async function access(written: WrittenWorld): Promise<unknown> {
  const answer = await new Collector(worldOf(written)).get(requiredSockets)
  return answer.status === 'known'
    ? answer.value.map((one) => [one.named, one.access.access, one.listening])
    : answer.status
}

describe('sockets that Postfix needs', () => {
  test.each<[string, WrittenWorld, unknown]>([
    ['open to its owner', { files, statuses: { [path]: socket } }, [['private/auth', 'allowed', undefined]]],
    [
      'open to a group of Postfix',
      { files, statuses: { [path]: { ...socket, uid: 0, gid: 8 } } },
      [['private/auth', 'allowed', undefined]],
    ],
    [
      'root’s',
      { files, statuses: { [path]: { ...socket, uid: 0, gid: 0, mode: 0o600 } } },
      [['private/auth', 'denied', undefined]],
    ],
    [
      'behind a shut folder',
      {
        files,
        statuses: { [path]: socket, '/var/spool/postfix/private': { type: 'directory', mode: 0o700 } },
      },
      [['private/auth', 'denied', undefined]],
    ],
    ['missing', { files }, [['private/auth', 'missing', undefined]]],
    [
      'somebody listens',
      {
        files: { ...files, '/proc/net/unix': `Num\n0: 2 0 00010000 0001 01 7 ${path}\n` },
        statuses: { [path]: socket },
      },
      [['private/auth', 'allowed', true]],
    ],
    [
      'may not look',
      { files, statuses: { [path]: socket }, forbidden: [path] },
      [['private/auth', 'unknown', undefined]],
    ],
    [
      'asked over TCP',
      {
        files: {
          ...files,
          '/etc/postfix/main.cf': 'smtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:12345\n',
        },
      },
      'absent',
    ],
    ['no Postfix', {}, 'absent'],
  ])('%s', async (_, written, expected) => expect(await access(written)).toEqual(expected))
})

test('connected sockets are not listening ones', () => {
  const table =
    'Num RefCount\n0: 3 0 00000000 0001 03 1 /run/a\n0: 2 0 00010000 0001 01 2 /var/run/b\n0: 2 0 00010000 0001 01 3\n'
  expect([...parseUnixSockets(table)]).toEqual(['/run/b'])
})
