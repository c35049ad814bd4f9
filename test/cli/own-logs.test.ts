import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { absent, known, unknown } from '../../src/access/answer.ts'
import type { Host } from '../../src/access/host/host.ts'
import { rootDirectoryHost } from '../../src/access/host/root-directory.ts'
import { ownLogs } from '../../src/cli/own-logs.ts'

/** A root file system with these files. */
function hostOf(files: Readonly<Record<string, string | Buffer>>): Host {
  const root = mkdtempSync(join(tmpdir(), 'mailmedic-root-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return rootDirectoryHost(root)
}

const paths = async (files: Readonly<Record<string, string | Buffer>>) =>
  (await ownLogs(hostOf(files), 0)).files.map(({ path }) => path).toSorted()

const debian = {
  '/etc/rsyslog.conf': '$IncludeConfig /etc/rsyslog.d/*.conf\n*.*;auth,authpriv.none -/var/log/syslog\n',
  '/etc/rsyslog.d/10-mail.conf': 'mail.* -/var/log/mail.log\nmail.err /var/log/mail.err\n',
  '/var/log/syslog': 'x\n',
  '/var/log/mail.err': 'x\n',
  '/var/log/mail.log': 'x\n',
  '/var/log/mail.log.1': 'x\n',
  '/var/log/mail.log.2.gz': gzipSync('packed\n'),
  '/var/log/mail.log.swp': 'x\n',
}

test('rsyslog says where; rotated files too, no copies', async () => {
  expect(await paths(debian)).toEqual(['/var/log/mail.log', '/var/log/mail.log.1', '/var/log/mail.log.2.gz'])
  const { chosen, paths: followed } = await ownLogs(hostOf(debian), 0)
  expect(chosen).toEqual(['/var/log/mail.log and 2 rotated (rsyslog: mail.* in /etc/rsyslog.d/10-mail.conf)'])
  expect(followed).toEqual(['/var/log/mail.log'])
})

test('packed files are unpacked', async () => {
  const { files } = await ownLogs(hostOf(debian), 0)
  const blocks: Buffer[] = []
  for await (const block of files.find(({ path }) => path.endsWith('.gz'))?.blocks() ?? []) blocks.push(block)
  expect(Buffer.concat(blocks).toString()).toBe('packed\n')
})

test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'Postfix by itself',
    {
      '/etc/postfix/main.cf': 'maillog_file = /var/log/postfix.log\n',
      '/var/log/postfix.log': 'x',
      '/var/log/postfix.log.20251229-062501': 'x',
      '/var/log/mail.log': 'old',
    },
    ['/var/log/postfix.log', '/var/log/postfix.log.20251229-062501'],
  ],
  [
    'dates in names',
    {
      '/etc/rsyslog.conf': 'mail.* /var/log/maillog\n',
      '/var/log/maillog': 'x',
      '/var/log/maillog-20260101': 'x',
    },
    ['/var/log/maillog', '/var/log/maillog-20260101'],
  ],
  [
    'Exim on Debian',
    {
      '/etc/exim4/exim4.conf.template': '',
      '/var/log/exim4/mainlog': 'x',
      '/var/log/exim4/mainlog.1': 'x',
      '/var/log/exim4/rejectlog': 'x',
    },
    ['/var/log/exim4/mainlog', '/var/log/exim4/mainlog.1'],
  ],
  [
    'Exim with dates',
    {
      '/etc/exim/exim.conf': 'log_file_path = /var/log/exim/%s-%D\n',
      '/var/log/exim/main-20260101': 'x',
      '/var/log/exim/reject-20260101': 'x',
    },
    ['/var/log/exim/main-20260101'],
  ],
  [
    'Dovecot beside the usual file',
    {
      '/etc/dovecot/dovecot.conf': '!include conf.d/*.conf\n',
      '/etc/dovecot/conf.d/10-logging.conf': 'log_path = /var/log/dovecot.log\n',
      '/var/log/dovecot.log': 'x',
      '/var/log/mail.log': 'x',
    },
    ['/var/log/dovecot.log', '/var/log/mail.log'],
  ],
  [
    'a collector',
    {
      '/etc/rsyslog.conf': '$template T,"/var/log/hosts/%HOSTNAME%/mail.log"\nmail.* ?T\n',
      '/var/log/hosts/a/mail.log': 'x',
      '/var/log/hosts/b/mail.log': 'x',
    },
    ['/var/log/hosts/a/mail.log', '/var/log/hosts/b/mail.log'],
  ],
  ['nothing configured', { '/var/log/maillog': 'x' }, ['/var/log/maillog']],
  ['only the log of everything', { '/var/log/messages': 'x' }, ['/var/log/messages']],
  ['nothing at all', { '/etc/hostname': 'x' }, []],
])('%s', async (_name, files, expected) => expect(await paths(files)).toEqual(expected))

const nowhere = absent({ kind: 'file', where: 'x', text: 'no such file', at: '2026-01-01T00:00:00Z' })

test('no files: the journal, as often as it is read', async () => {
  const line = '2026-01-01T00:00:00+0000 mx1 postfix/qmgr[1]: AAAAA1: removed\n'
  const host: Host = {
    kind: 'local',
    readFile: async () => nowhere,
    readBlocks: async () =>
      known(
        (async function* () {
          yield Buffer.from(line)
        })(),
      ),
    listDirectory: async () => nowhere,
    status: async () => nowhere,
    readPublicKey: async () => nowhere,
    run: async () => unknown('tool-missing', 'not here'),
  }
  const { files, chosen, paths: followed } = await ownLogs(host, 5)
  expect([files.map(({ path }) => path), chosen, followed]).toEqual([
    ['journalctl'],
    ['the journal of the last day'],
    [],
  ])
  for (let time = 0; time < 2; time++) {
    const blocks: Buffer[] = []
    for await (const block of files[0]?.blocks() ?? []) blocks.push(Buffer.from(block))
    expect(Buffer.concat(blocks).toString()).toBe(line)
  }
})
