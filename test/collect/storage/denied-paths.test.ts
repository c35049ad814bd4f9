import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDenial } from '../../../src/collect/storage/denied-paths.ts'
import { mountOf, parseMounts } from '../../../src/collect/storage/mounts.ts'

const missing =
  'rcpt anna@example.org: stat(/var/vmail/example.org/anna/tmp) failed: Permission denied (euid=5000(vmail) egid=5000(vmail) missing +x perm: /var/vmail/example.org/anna, dir owned by 0:0 mode=0700)'

describe('a denial in the log', () => {
  test.each([
    [missing, { path: '/var/vmail/example.org/anna', user: 'vmail', needs: 'x', modesLookRight: false }],
    [
      'chdir(/home/anna/) failed: Permission denied (euid=1000(anna) egid=1000(anna) missing +w perm: /home/anna, dir owned by 0:0 mode=0755)',
      { path: '/home/anna', user: 'anna', needs: 'wx', modesLookRight: false },
    ],
    [
      'open(/v/anna/cur/1) failed: Permission denied (euid=5000 egid=5000 UNIX perms appear ok (ACL/MAC wrong?))',
      { path: '/v/anna/cur/1', user: '5000', needs: 'x', modesLookRight: true },
    ],
    ['net_connect_unix(/run/dovecot/stats-writer) failed: Permission denied', undefined],
    ["SASL: Connect to Dovecot auth socket 'private/auth' failed: Permission denied", undefined],
  ])('%s', (text, expected) => expect(parseDenial(text)).toEqual(expected))

  test('any text is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseDenial(`(/${text}) failed: Permission denied`)).not.toThrow()
      }),
      { numRuns: 50 },
    )
  }, 20_000)
})

describe('mounts', () => {
  test('the longest mount point, of equals the last', () => {
    const all = parseMounts(
      'a / ext4 rw 0 0\nb /var ext4 ro,x 0 0\nc /var ext4 rw 0 0\nd /mnt/a\\040b ext4 rw 0 0\n',
      '',
    )
    expect(mountOf('/var/log', all)).toMatchObject({ device: 'c', readOnly: false })
    expect(mountOf('/mnt/a b/c', all)).toMatchObject({ device: 'd' })
    expect(mountOf('/variable', all)).toMatchObject({ device: 'a' })
  })
})
