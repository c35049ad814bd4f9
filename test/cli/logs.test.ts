import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-logs-'))
const at = (day: number, text: string) => `2026-03-0${day}T06:00:01+01:00 mx1 ${text}\n`
const mail = (day: number, id: string) =>
  at(day, `postfix/smtpd[1]: ${id}: client=h.b.example[192.0.2.1]`) +
  at(day, `postfix/cleanup[2]: ${id}: message-id=<${id}@b.example>`) +
  at(day, `postfix/qmgr[3]: ${id}: from=<a@b.example>, size=1000, nrcpt=1 (queue active)`) +
  at(
    day,
    `postfix/smtp[4]: ${id}: to=<u@d.example>, orig_to=<v@d.example>, relay=mx.d[198.51.100.7]:25, delay=1.5, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.d[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))`,
  )
const path = (name: string) => join(folder, name)
writeFileSync(path('mail.log'), mail(4, 'AAAAA4'))
writeFileSync(path('mail.log.1.zst'), zstdCompressSync(Buffer.from(mail(3, 'AAAAA3'))))
writeFileSync(
  path('mail.log.2.gz'),
  Buffer.concat([gzipSync(mail(1, 'AAAAA1')), gzipSync(mail(2, 'AAAAA2'))]),
)

function run(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['bin/mailmedic.js', ...args], { encoding: 'utf8', input })
}

test('a rotated set, compressed, in any order', () => {
  const { stdout } = run([
    'logs',
    '--format',
    'json',
    path('mail.log'),
    path('mail.log.1.zst'),
    path('mail.log.2.gz'),
  ])
  expect(JSON.parse(stdout)).toMatchObject({
    period: { from: '2026-03-01T06:00:01+01:00', to: '2026-03-04T06:00:01+01:00' },
    totals: { received: 4, deferredEvents: 4 },
    deferrals: [{ reason: 'greylisted', count: 4 }],
  })
})

test('a pattern; standard input', () => {
  expect(JSON.parse(run(['logs', '--format', 'json', path('*.gz')]).stdout)).toMatchObject({
    totals: { received: 2 },
  })
  const piped = run(['logs', '--format', 'json', '-'], mail(1, 'AAAAA1'))
  expect(JSON.parse(piped.stdout)).toMatchObject({ totals: { received: 1 } })
})

test('what is not there is said', () => {
  const { status, stderr } = run(['logs', path('nothing.log')])
  expect(status).toBe(66)
  expect(stderr).toContain('nothing.log: ENOENT')
})

test.each([
  [['--message-id', '<AAAAA3@b.example>']],
  [['--queue-id', 'AAAAA3']],
  [['--to', 'v@D.example', '--queue-id', 'AAAAA3']],
  [['--message-id', 'AAAAA3*']],
])('trace %s', (query) => {
  const { stdout, status } = run([
    'trace',
    '--format',
    'json',
    ...query,
    path('mail.log'),
    path('mail.log.1.zst'),
  ])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'mailmedic.trace/1',
    messages: [
      {
        messageId: 'AAAAA3@b.example',
        sender: 'a@b.example',
        size: 1000,
        client: 'h.b.example[192.0.2.1]',
        saslUser: null,
        received: '2026-03-03T06:00:01+01:00',
        queueIds: ['AAAAA3'],
        recipients: [
          {
            address: 'u@d.example',
            origTo: 'v@d.example',
            status: 'deferred',
            relay: 'mx.d[198.51.100.7]:25',
            dsn: '4.2.0',
            delay: 1.5,
            attempts: 1,
          },
        ],
        events: [
          { kind: 'received', queueId: 'AAAAA3', line: 1 },
          {},
          {},
          { kind: 'deferred', program: 'postfix/smtp' },
        ],
      },
    ],
  })
})

test('trace in words; a question too many', () => {
  expect(run(['trace', '--from', 'a@b.example', path('mail.log')]).stdout).toContain('not delivered yet')
  expect(run(['trace', '--from', 'x@b.example', path('mail.log')]).stdout).toBe(
    'No message fits in these logs.\n',
  )
  const zh = run(['trace', '--lang', 'zh', '--from', 'a@b.example', path('mail.log')])
  expect(zh.stdout).toContain('尚未送达，尝试 1 次')
  expect(run(['trace', path('mail.log')]).status).toBe(64)
})
