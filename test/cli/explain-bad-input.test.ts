import { execFile } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'explain-bad-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a process of its own needed: what the test's own process holds does not count. */
interface Ended {
  readonly status: number
  readonly kind: string
  readonly reasons: readonly string[]
  readonly userSeconds: number
  readonly peakMebibytes: number
}

const report = `process.on('exit',()=>{const{maxRSS,userCPUTime}=process.resourceUsage();process.stderr.write('\\nused '+maxRSS/1024+' '+userCPUTime/1e6)})`

let files = 0
type Piece = string | Uint8Array

function explain(pieces: Iterable<Piece>, ...options: readonly string[]): Promise<Ended> {
  const path = join(folder, `${files++}.eml`)
  const file = openSync(path, 'w')
  for (const piece of pieces)
    writeSync(file, typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)
  closeSync(file)
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(report)}`,
    'src/cli/main.ts',
    'explain',
    '--format',
    'json',
    ...options,
    path,
  ]
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, maxBuffer: 64 << 20 },
      (_, stdout, stderr) => {
        rmSync(path)
        const [, peak = '0', seconds = '0'] = /\nused ([\d.]+) ([\d.]+)$/.exec(stderr) ?? []
        const answer = JSON.parse(stdout === '' ? '{}' : stdout)
        resolve({
          status: child.exitCode ?? -1,
          kind: String(answer.kind),
          reasons: (answer.recipients ?? []).map(({ reason }: { reason: string }) => reason),
          userSeconds: Number(seconds),
          peakMebibytes: Number(peak),
        })
      },
    )
  })
}

/** The program itself is about 120 MiB from its sources, and 0.5 s. */
const most = { userSeconds: 5, peakMebibytes: 260 }

function expectBounded(ended: Ended): void {
  expect(ended.status).toBe(0)
  expect(ended.userSeconds).toBeGreaterThan(0)
  expect(ended.userSeconds).toBeLessThan(most.userSeconds)
  expect(ended.peakMebibytes).toBeGreaterThan(0)
  expect(ended.peakMebibytes).toBeLessThan(most.peakMebibytes)
}

const bounceHead =
  'Return-Path: <>\nFrom: MAILER-DAEMON@relay.example\nTo: alice@sender.example\nSubject: Undelivered Mail Returned to Sender\n'
const said = '<bob@receiver.example>: 550 5.1.1 User unknown\n'
const status =
  '\nFinal-Recipient: rfc822; bob@receiver.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n'
const base64Line = `${'QUJD'.repeat(19)}\r\n`

function* repeated(text: string, bytes: number): Generator<string> {
  const block = text.repeat(Math.max(1, Math.floor((1 << 20) / text.length)))
  for (let size = 0; size < bytes; size += block.length) yield block
}

function* largeAttachment(head: string, behind: string): Generator<string> {
  yield `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n`
  yield* repeated(base64Line, 50 << 20)
  yield `\r\n--b\r\nContent-Type: text/plain\r\n\r\n${behind}\r\n--b--\r\n`
}

function nested(depth: number, inside: string): string {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="n${at}"\n\n--n${at}\n`,
  )
  return `${open.join('')}Content-Type: text/plain\n\n${inside}`
}

describe('large mails', () => {
  test('50 MB with an attachment', async () => {
    const ended = await explain(largeAttachment('From: a@b.example\r\nSubject: holiday\r\n', 'see you'))
    expectBounded(ended)
    expect(ended.kind).toBe('not-a-bounce')
  })

  test('a bounce whose words stand behind 50 MB', async () => {
    const ended = await explain(largeAttachment(bounceHead.replaceAll('\n', '\r\n'), said))
    expectBounded(ended)
    expect(ended).toMatchObject({ kind: 'bounce', reasons: ['user-unknown'] })
  })

  test('50 MB in one line', async () => {
    const ended = await explain([`${bounceHead}\n${said}`, ...repeated('x', 50 << 20)])
    expectBounded(ended)
    expect(ended).toMatchObject({ kind: 'bounce', reasons: ['user-unknown'] })
  })

  test('50 MB, its signatures checked against a DNS that is dead', async () => {
    const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=b; h=from; bh=aaaa; b=aaaa\r\n'
    const ended = await explain(
      largeAttachment(`${signature.repeat(12)}From: a@b.example\r\n`, 'text'),
      '--dns',
      '--resolver',
      '127.0.0.1#1',
    )
    expectBounded(ended)
    expect(ended.kind).toBe('not-a-bounce')
  })
})

describe('many parts', () => {
  test.each([
    ['1,000 nested multiparts', nested(1_000, said)],
    [
      '100,000 parts side by side',
      `Content-Type: multipart/mixed; boundary="b"\n\n${'--b\n\nx\n'.repeat(100_000)}--b\n\n${said}--b--\n`,
    ],
    [
      'the same boundary at every level',
      `${'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'.repeat(1_000)}\n${said}`,
    ],
    ['1,000 mails inside each other', `${'Content-Type: message/rfc822\n\n'.repeat(1_000)}${said}`],
  ])('%s', async (_, body) => {
    const ended = await explain([bounceHead, body])
    expectBounded(ended)
    // The words are beyond what is read: it is a bounce, and its cause is not guessed.
    expect(ended.kind).toBe('bounce')
    for (const reason of ended.reasons) expect(['unknown', 'user-unknown']).toContain(reason)
  })
})

describe('broken structure', () => {
  test.each([
    [
      'no part ends',
      `Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n${status}`,
    ],
    [
      'the boundary is not the one that is used',
      `Content-Type: multipart/report; report-type=delivery-status; boundary="other"\n\n--b\n\nIt failed:\n${said}--b--\n`,
    ],
    ['no boundary is named', `Content-Type: multipart/report\n\n${said}`],
    ['a type that is none', `Content-Type: ;;;="\n\n${said}`],
    ['CR alone as line end', `Content-Type: text/plain\n\n${said}`.replaceAll('\n', '\r')],
    ['no blank line before the body', `X-Loop: 1\nThis is no header\n${said}`],
    ['charset=utf-16, but ASCII', `Content-Type: text/plain; charset=utf-16\n\n${said}`],
    ['a charset that nobody knows', `Content-Type: text/plain; charset=x-martian\n\n${said}`],
    ['base64 that is none', `Content-Transfer-Encoding: base64\n\n!!!! ${said}`],
    [
      'quoted-printable with broken escapes',
      `Content-Transfer-Encoding: quoted-printable\n\n=ZZ=\n=4${said}`,
    ],
    ['NUL in every place', `Content-Type: text/plain\0\n\n\0\0${said.replace('550', '\x00550')}\0`],
    ['GB18030 that says it is UTF-8', `Content-Type: text/plain; charset=utf-8\n\n\xcd\xcb\xd0\xc5\n${said}`],
  ])('%s', async (_, rest) => {
    const ended = await explain([bounceHead, rest])
    expectBounded(ended)
    expect(ended.kind).toBe('bounce')
    for (const reason of ended.reasons) expect(['unknown', 'user-unknown']).toContain(reason)
  })
})

describe('bombs', () => {
  const headers = 'From: a@b.example\nSubject: hello\n'
  test.each([
    ['500,000 header fields', [headers, 'X-Spam: yes\n'.repeat(500_000), '\ntext']],
    ['a header field of 30 MB', [`${headers}X-Long: `, ...repeated('x', 30 << 20), '\n\ntext']],
    [
      'a field folded 500,000 times',
      [`${headers}To: a@b.example`, ',\n c@d.example'.repeat(500_000), '\n\ntext'],
    ],
    [
      '100,000 Received fields',
      [
        headers,
        'Received: from a.example (a.example [192.0.2.1]) by b.example; Tue, 30 Jun 2026 08:00:02 +0000\n'.repeat(
          100_000,
        ),
        '\ntext',
      ],
    ],
    [
      'brackets that never close',
      [
        headers,
        `Received: from ${'('.repeat(1 << 20)} by b\n`,
        `Authentication-Results: a; ${'('.repeat(1 << 20)}\n`,
        '\ntext',
      ],
    ],
    ['encoded words', [headers, `Subject: ${'=?utf-8?q?=41?= '.repeat(200_000)}\n`, '\ntext']],
    [
      'soft line breaks',
      [headers, 'Content-Transfer-Encoding: quoted-printable\n\n', '=\n'.repeat(2_000_000)],
    ],
    [
      'tags that never end',
      [headers, 'Content-Type: text/html\n\n', '<p '.repeat(1_000_000), '<style>'.repeat(100_000)],
    ],
    [
      'a report that unpacks to 1 GB',
      [
        headers.replace('hello', 'Report Domain: a.example'),
        'Content-Type: application/gzip\nContent-Transfer-Encoding: base64\n\n',
        gzipSync(Buffer.alloc(1 << 30)).toString('base64'),
      ],
    ],
  ] satisfies readonly (readonly [string, Iterable<Piece>])[])('%s', async (_, pieces) => {
    const ended = await explain(pieces)
    expectBounded(ended)
    expect(ended.kind).toBe('not-a-bounce')
  })

  test('an HTML-only bounce among a megabyte of markup', async () => {
    const html = `<html><head><style>${'a{b:c}'.repeat(5_000)}</style></head><body>${'<div><p style="x">'.repeat(2_000)}Your message could not be delivered.<br>&lt;bob@receiver.example&gt;: 550 5.1.1 User unknown</body>${'<i></i>'.repeat(100_000)}`
    const ended = await explain([bounceHead, 'Content-Type: text/html; charset=utf-8\n\n', html])
    expectBounded(ended)
    expect(ended).toMatchObject({ kind: 'bounce', reasons: ['user-unknown'] })
  })

  test('a bounce to 100,000 recipients', async () => {
    const ended = await explain([
      bounceHead,
      'Content-Type: multipart/report; boundary="b"\n\n--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n',
      status.repeat(100_000),
      '\n--b--\n',
    ])
    expectBounded(ended)
    expect(ended.kind).toBe('bounce')
    expect(ended.reasons.length).toBeGreaterThan(100)
  })
})
