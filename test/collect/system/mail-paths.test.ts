import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { mailPaths } from '../../../src/collect/system/mail-paths.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

async function pathsOf(written: WrittenWorld) {
  const found = await new Collector(worldOf(written)).get(mailPaths)
  return found.status === 'known' ? found.value.map(({ use, path }) => `${use}: ${path}`) : found.status
}

const folder = { type: 'directory' } as const
const postfix = (main: string) => ({
  '/etc/postfix/main.cf': `compatibility_level = 3.6\n${main}`,
  '/usr/sbin/postfix': '',
})

describe('mailPaths', () => {
  test('Debian as it comes', async () => {
    const statuses = Object.fromEntries(
      ['/var/spool/postfix', '/var/mail', '/var/log', '/tmp'].map((path) => [path, folder]),
    )
    expect(await pathsOf({ statuses })).toEqual([
      'queue: /var/spool/postfix',
      'mailboxes: /var/mail',
      'logs: /var/log',
      'temporary files: /tmp',
    ])
  })

  test('where the configuration says', async () => {
    const main =
      'queue_directory = /data/spool/\nvirtual_mailbox_base = /data/vmail\nmaillog_file = /data/log/mail.log\n'
    const dovecot = 'mail_location = maildir:/srv/mail/%d/%n\nlog_path = /data/dovecot/dovecot.log\n'
    const clamd = 'LogSyslog true\nTemporaryDirectory /data/clamtmp\n'
    const statuses = Object.fromEntries(
      ['/data/spool', '/data/vmail', '/data/log', '/srv/mail', '/data/dovecot', '/data/clamtmp'].map(
        (path) => [path, folder],
      ),
    )
    const files = {
      ...postfix(main),
      '/etc/dovecot/dovecot.conf': dovecot,
      '/etc/clamav/clamd.conf': clamd,
    }
    expect(await pathsOf({ files, statuses })).toEqual([
      'queue: /data/spool',
      'mailboxes: /data/vmail',
      'logs: /data/log',
      'mailboxes: /srv/mail',
      'logs: /data/dovecot',
      'temporary files: /data/clamtmp',
    ])
  })

  test('a link is held by the file system that it leads to', async () => {
    const target = { path: '/data/vmail', type: 'directory' } as const
    expect(await pathsOf({ statuses: { '/var/vmail': { type: 'symlink', target } } })).toEqual([
      'mailboxes: /data/vmail',
    ])
  })

  test('mail in everybody’s home', async () => {
    const files = { '/etc/dovecot/dovecot.conf': 'mail_location = maildir:~/Maildir\n' }
    expect(await pathsOf({ files, statuses: { '/home': folder } })).toEqual(['mailboxes: /home'])
  })

  test('none', async () => expect(await pathsOf({})).toBe('absent'))
})
