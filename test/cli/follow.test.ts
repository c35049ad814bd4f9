import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-follow-'))
const path = join(folder, 'mail.log')
const line = (text: string) => `2026-03-04T06:00:01+01:00 mx1 ${text}\n`
const refused = (user: string) =>
  line(
    `postfix/smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <${user}@d>: Relay access denied; from=<a@b> to=<${user}@d> proto=ESMTP helo=<x>`,
  )
let running: ChildProcessWithoutNullStreams | undefined
afterEach(() => running?.kill('SIGKILL'))

/** A run that is under way, and what it has printed. */
function follow(...args: readonly string[]): {
  child: ChildProcessWithoutNullStreams
  printed: () => string
} {
  let text = ''
  const child = spawn(process.execPath, ['bin/mailmedic.js', 'logs', '--follow', ...args])
  child.stdout.on('data', (part) => (text += String(part)))
  child.stderr.on('data', (part) => (text += String(part)))
  running = child
  return { child, printed: () => text }
}

test('tells what comes, over a rotation, and has last words at Ctrl-C', async () => {
  writeFileSync(path, refused('old'))
  const { child, printed } = follow('--format', 'json', path, join(folder, 'other.log'))
  await expect.poll(printed, { timeout: 15_000 }).toContain('other.log: is not there')
  appendFileSync(path, refused('one'))
  await expect.poll(printed, { timeout: 5_000 }).toContain('one@d')
  renameSync(path, `${path}.1`)
  writeFileSync(path, refused('two'))
  writeFileSync(join(folder, 'other.log'), refused('three'))
  await expect.poll(printed, { timeout: 5_000 }).toMatch(/two@d[\s\S]*three@d|three@d[\s\S]*two@d/)
  child.kill('SIGINT')
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(130)
  expect(printed()).not.toContain('old@d')
  const objects = printed()
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text): unknown => JSON.parse(text))
  expect(objects[0]).toMatchObject({ schema: 'mailmedic.follow/1', event: 'start' })
  expect(objects.at(-1)).toMatchObject({
    event: 'end',
    lines: { total: 3, unknown: 0 },
    counts: [{ kind: 'rejected', count: 3, reasons: [{ reason: 'relay-denied', count: 3 }] }],
  })
}, 30_000)

test('standard input, until it ends', () => {
  const { stdout, status } = spawnSync(process.execPath, ['bin/mailmedic.js', 'logs', '-f', '-'], {
    encoding: 'utf8',
    input: refused('one') + line('frobnicator[1]: frobs 7 things'),
  })
  expect(status).toBe(0)
  expect(stdout).toContain('06:00:01 refused       h[192.0.2.5]: a@b → one@d: relay-denied: 554 5.7.1')
  expect(stdout).toContain('never seen    frobnicator: frobs 7 things')
  expect(stdout).toContain('2 lines, 1 not understood: 1 refused (relay-denied 1) · 1 never seen')
})

test('a form that cannot be followed', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['bin/mailmedic.js', 'logs', '-f', '--format', 'html', path],
    { encoding: 'utf8' },
  )
  expect(status).toBe(64)
  expect(stderr).toContain('--follow prints text or json')
})
