import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { findLogFiles } from '../../../src/access/host/log-files.ts'

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-files-'))
  for (const name of names) writeFileSync(join(folder, name), name)
  return folder
}

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    'rotated',
    ['mail.log', 'mail.log.1', 'mail.log.2.gz', 'apt.log'],
    ['mail.log', 'mail.log.1', 'mail.log.2.gz'],
  ],
  [
    'with dates',
    ['maillog', 'maillog-20260101', 'maillog-20260102.zst'],
    ['maillog', 'maillog-20260101', 'maillog-20260102.zst'],
  ],
  [
    'copies of what mail.log has',
    ['mail.log', 'mail.err', 'mail.warn', 'mail.info', 'syslog', 'syslog.1', 'rspamd.log'],
    ['mail.log', 'rspamd.log'],
  ],
  ['only the log of everything', ['syslog', 'auth.log'], ['syslog']],
  ["Exim's own", ['mainlog', 'mainlog.1', 'rejectlog', 'paniclog'], ['mainlog', 'mainlog.1']],
])('a directory: %s', async (_name, there, expected) => {
  const { files, problems } = await findLogFiles([folderWith(...there)])
  expect([files.map(({ path }) => basename(path)), problems]).toEqual([expected, []])
})

test('a pattern, a link, what is packed', async () => {
  const folder = folderWith('mail.log')
  writeFileSync(join(folder, 'mail.log.1.gz'), Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]))
  writeFileSync(join(folder, 'mail.log.2.zst'), zstdCompressSync(Buffer.from('three\n')))
  symlinkSync(join(folder, 'mail.log'), join(folder, 'link'))
  const { files } = await findLogFiles([join(folder, 'mail.log.*'), join(folder, 'link')])
  const texts: string[] = []
  for (const file of files) {
    const blocks: Buffer[] = []
    for await (const block of file.blocks()) blocks.push(Buffer.from(block))
    texts.push(Buffer.concat(blocks).toString())
  }
  expect(texts).toEqual(['one\ntwo\n', 'three\n', 'mail.log'])
})

test('what leads nowhere is said', async () => {
  const empty = folderWith()
  const { files, problems } = await findLogFiles([join(empty, 'no.log'), empty, join(empty, '*.log')])
  expect(files).toEqual([])
  expect(problems.map((text) => text.replace(empty, ''))).toEqual([
    '/no.log: ENOENT',
    ': no log there',
    '/*.log: no log there',
  ])
})

test('a damaged packed file ends with its error', async () => {
  const folder = folderWith()
  const whole = gzipSync('line\n'.repeat(200_000))
  writeFileSync(join(folder, 'mail.log.1.gz'), whole.subarray(0, whole.length - 40))
  const { files } = await findLogFiles([folder])
  const reading = (async () => {
    for await (const _block of files[0]?.blocks() ?? []) void 0
  })()
  await expect(reading).rejects.toThrow()
})

test.skipIf(!existsSync('/usr/bin/journalctl'))(
  "files that are no journal: journalctl's failure is said",
  async () => {
    const folder = folderWith('system.journal')
    mkdirSync(join(folder, 'sub'))
    const { files } = await findLogFiles([join(folder, 'system.journal'), folder])
    expect(files).toHaveLength(2)
    const reading = (async () => {
      for await (const _block of files[0]?.blocks() ?? []) void 0
    })()
    await expect(reading).rejects.toThrow('journalctl')
  },
)
