import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { checkReportSchema } from '../../src/report/schema.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-cli-'))
const notCapture = join(folder, 'not-a-capture.mmc')
writeFileSync(notCapture, 'garbage')
afterAll(() => rmSync(folder, { recursive: true }))

function mailmedic(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/mailmedic.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', NO_COLOR: '1' },
  })
  return { status, stdout, stderr }
}

const broken = 'demo/disk-full.mmc'
const healthy = 'demo/healthy.mmc'

describe('exit codes', () => {
  test.each([
    [0, ['check', '--capture', healthy]],
    [1, ['check', '--capture', broken]],
    [2, ['check', '--root', folder]],
    [0, ['--help']],
    [0, ['--version']],
    [0, ['demo']],
    [0, ['conditions', 'storage-disk-full']],
    [64, ['chekc']],
    [64, ['check', '--only', 'no-such-condition']],
    [64, ['check', '--format', 'yaml']],
    [64, ['check', '--root', folder, '--capture', broken]],
    [64, ['conditions', 'no-such-condition']],
    [66, ['check', '--capture', notCapture]],
    [66, ['check', '--capture', '/does/not/exist']],
    [66, ['check', '--root', '/does/not/exist']],
  ])('%i: %j', (status, args) => {
    const result = mailmedic(...args)
    expect(result).toMatchObject({ status })
    expect(result.stderr).not.toMatch(/^ {4}at /m)
    // A command that fails says why, and what it printed is not mistaken for an answer.
    expect(status >= 64 ? result.stderr : 'said').not.toBe('')
    expect(status >= 64 ? result.stdout : '').toBe('')
  })
})

describe('output', () => {
  test('JSON keeps its contract and is alone on standard output', () => {
    const { stdout, stderr } = mailmedic('check', '--capture', broken, '--format', 'json')
    expect(checkReportSchema.parse(JSON.parse(stdout)).diagnoses[0]?.condition).toBe('storage-disk-full')
    expect(stderr).toBe('')
  })

  test.each(['check', 'capture', 'conditions', 'demo', 'explain'])('help of %s has examples', (command) => {
    expect(mailmedic(command, '--help').stdout).toMatch(/Examples:\n {2}# /)
  })

  test('no colour where it is not asked for, Chinese where it is', () => {
    const { stdout } = mailmedic('check', '--capture', broken, '--lang', 'zh')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain('磁盘已满')
  })

  test('a capture is examined elsewhere as on the host', () => {
    const out = join(folder, 'again.mmc')
    expect(mailmedic('capture', '--root', folder, '--out', out).status).toBe(0)
    expect(mailmedic('check', '--capture', out).status).toBe(2)
  })
})
