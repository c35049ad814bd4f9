import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findLogFiles } from '../../../src/access/host/log-files.ts'

/** Debian's systemd-journal-remote makes real journal files of an export (systemd-journal-remote(8)). */
const maker = '/lib/systemd/systemd-journal-remote'
const canMake = existsSync(maker) && existsSync('/usr/bin/journalctl')

function entry(microseconds: number, identifier: string, message: string): string {
  const fields = {
    __REALTIME_TIMESTAMP: String(microseconds),
    _BOOT_ID: '1'.repeat(32),
    _MACHINE_ID: '2'.repeat(32),
    _HOSTNAME: 'mx1',
    SYSLOG_IDENTIFIER: identifier,
    SYSLOG_FACILITY: '2',
    PRIORITY: '6',
    _PID: '8',
    MESSAGE: message,
  }
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n\n`
}

async function linesIn(path: string): Promise<string[]> {
  const { files } = await findLogFiles([path])
  const blocks: Buffer[] = []
  for (const file of files) for await (const block of file.blocks()) blocks.push(Buffer.from(block))
  return Buffer.concat(blocks).toString().trimEnd().split('\n')
}

test.skipIf(!canMake)('journal files of another system: one, and its folder', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mailmedic-journal-'))
  const folder = join(root, 'var/log/journal', '2'.repeat(32))
  mkdirSync(folder, { recursive: true })
  const exported = join(root, 'in.export')
  writeFileSync(
    exported,
    entry(1_766_985_912_487_909, 'postfix/smtpd', 'AAAAA1: client=h.b.example[192.0.2.1]') +
      entry(1_766_985_913_000_000, 'postfix/qmgr', 'AAAAA1: removed'),
  )
  const made = spawnSync(maker, ['-o', join(folder, 'system.journal'), exported], { timeout: 20_000 })
  expect(made.status).toBe(0)
  const expected = [
    '2025-12-29T05:25:12.487909+0000 mx1 postfix/smtpd[8]: AAAAA1: client=h.b.example[192.0.2.1]',
    '2025-12-29T05:25:13.000000+0000 mx1 postfix/qmgr[8]: AAAAA1: removed',
  ]
  expect(await linesIn(join(folder, 'system.journal'))).toEqual(expected)
  expect(await linesIn(join(root, 'var/log/journal'))).toEqual(expected)
})
