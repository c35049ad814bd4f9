import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exit } from '../../src/cli/command-file.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { answerLine, explainBatch } from '../../src/cli/explain-batch.ts'
import type { Io } from '../../src/cli/io.ts'
import { keyRecord, signed } from '../collect/authentication/signature/signed-mails.ts'
import { exim, qmail } from '../explain/mail/written-mails.ts'
import { startZoneServer } from './zone-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'explain-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(args: readonly string[], options: Readonly<Record<string, unknown>> = {}) {
  const [printed, warned]: [string[], string[]] = [[], []]
  const io: Io = {
    width: 80,
    colour: false,
    language: 'en',
    print: (text) => void printed.push(text),
    progress: () => {},
    warn: (text) => void warned.push(text),
    interrupted: new AbortController().signal,
  }
  const code = await explain.run(args, { format: 'text', ...options }, io)
  return { code, printed: printed.join(''), warned: warned.join('') }
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A bounce with a report (RFC 3464) that returns this original. */
function report(original: string): string {
  return `From: MAILER-DAEMON@mx.receiver.example\r
Subject: Undelivered Mail Returned to Sender\r
Content-Type: multipart/report; report-type=delivery-status;\r
\tboundary="=_1"\r
\r
--=_1\r
\r
Your message could not be delivered.\r
--=_1\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.receiver.example\r
\r
Final-Recipient: rfc822; bob@receiver.example\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 5.1.1 User unknown\r
\r
--=_1\r
Content-Type: message/rfc822\r
\r
${original}\r
--=_1--\r
`
}

describe('a reply', () => {
  test('is explained: what, who, steps', async () => {
    const { code, printed } = await run(['552 5.2.2 Mailbox full'])
    expect(code).toBe(exit.fine)
    expect(printed).toContain("The recipient's mailbox is full (permanent)")
    expect(printed).toContain('Who must act: the recipient')
    expect(printed).toMatch(/1\. The recipient deletes/)
  })

  test('in Chinese, and as Markdown', async () => {
    expect((await run(['552 5.2.2 Mailbox full'], { lang: 'zh' })).printed).toContain(
      '收件人的邮箱已满（永久失败）',
    )
    expect((await run(['552 5.2.2 Mailbox full'], { format: 'markdown' })).printed).toMatch(
      /^## The recipient/,
    )
  })

  test('without quotes is one reply', async () => {
    const { printed } = await run(['550', '5.1.1', 'User', 'unknown'], { format: 'json' })
    expect(printed.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(printed)).toMatchObject({
      kind: 'reply',
      reason: 'user-unknown',
      permanent: true,
      actor: 'sender',
    })
  })

  test('that says nothing could not be told', async () => {
    expect((await run(['qwertz uiop'])).code).toBe(exit.couldNotTell)
  })

  test('cannot write to the terminal, nor leave its block', async () => {
    const hostile = '550 5.1.1 \x1b[2J\u202euser unknown ``` <script>'
    expect((await run([hostile])).printed).not.toMatch(/[\x1b\u202e]/)
    const markdown = (await run([hostile], { format: 'markdown' })).printed
    expect(markdown).toContain('````')
    expect(markdown).not.toMatch(/[\x1b\u202e]/)
  })
})

describe('files', () => {
  test('a bounce keeps the contract', async () => {
    const { code, printed } = await run([file('a.eml', qmail), file('b.eml', exim)], { format: 'json' })
    expect(code).toBe(exit.fine)
    const [first, second] = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(
      first.recipients.map(({ address, reason }: { address: string; reason: string }) => [address, reason]),
    ).toEqual([
      ['bob@receiver.example', 'user-unknown'],
      ['carol@receiver.example', 'mailbox-full'],
    ])
    expect(second).toMatchObject({
      kind: 'bounce',
      recipients: [{ permanent: true, status: '5.7.1', reply: expect.stringContaining('zen.spamhaus.org') }],
    })
    for (const { title, fix } of first.recipients) {
      expect(title.length).toBeGreaterThan(10)
      expect(fix.length).toBeGreaterThan(0)
    }
  })

  test('an ordinary mail is no error, and its headers are shown', async () => {
    const letter = file(
      'letter.eml',
      'Received: from a.example by b.example with ESMTP; Tue, 30 Jun 2026 08:00:00 +0000\nFrom: a@a.example\nSubject: hi\n\nHello.\n',
    )
    const { code, printed } = await run([letter])
    expect(code).toBe(exit.fine)
    expect(printed).toContain('a.example → b.example')
    expect(JSON.parse((await run([letter], { format: 'json' })).printed)).toMatchObject({
      kind: 'not-a-bounce',
      recipients: [],
    })
  })

  test('a text of several replies is several answers; continued lines are one', async () => {
    const path = file(
      'replies.txt',
      '550-5.1.1 The account\n550 5.1.1 does not exist\n452 4.2.2 Mailbox full\n',
    )
    const { printed } = await run([path], { format: 'json' })
    expect(
      printed
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).reason),
    ).toEqual(['user-unknown', 'mailbox-full'])
  })

  test('that cannot be read: 66', async () => {
    const { code, warned, printed } = await run([join(folder, 'missing.eml'), file('there.eml', exim)], {
      format: 'json',
    })
    expect(JSON.parse(printed).kind).toBe('bounce')
    expect(code).toBe(exit.unreadable)
    expect(warned).toContain('missing.eml')
  })

  test('nothing given, or text with --batch: 64', async () => {
    await expect(run([])).rejects.toThrow('give a reply')
    await expect(run(['x'], { batch: true })).rejects.toThrow('--batch')
  })
})

describe('a batch', () => {
  test('answers each line in order, bad ones too, however the input is cut', async () => {
    const input =
      '{"id":"r1","text":"550 5.1.1 用户不存在"}\n\nnot json\n{"id":"r2"}\n[]\n{"id":"r3","text":"451 4.7.1 Greylisted","provider":"x"}'
    const bytes = Buffer.from(input)
    for (const size of [1, 7, bytes.length]) {
      let printed = ''
      const chunks = async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      await explainBatch(chunks(), 'en', {
        print: (text) => {
          printed += text
        },
      })
      const answers = printed
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(answers.map(({ id, reason, error }) => [id, reason ?? error])).toEqual([
        ['r1', 'user-unknown'],
        [null, 'this line is not JSON'],
        ['r2', 'this object has no "text"'],
        [null, 'this object has no "text"'],
        ['r3', 'greylisted'],
      ])
    }
  })

  test('has every key of the contract', () => {
    const answer = JSON.parse(
      answerLine('{"id":"a","text":"550 5.7.1 blocked using zen.spamhaus.org"}', 'en'),
    )
    expect(answer).toMatchObject({
      id: 'a',
      reason: 'ip-blocklisted',
      permanent: true,
      actor: 'sender-admin',
      code: 550,
      enhanced: '5.7.1',
    })
    expect(answer.links.length).toBeGreaterThan(0)
  })
})

describe('--dns', () => {
  test('verifies a message now, beside what its receiver saw, and names the cause of the difference', async () => {
    const server = await startZoneServer({
      's1._domainkey.sender.example TXT': [keyRecord.match(/.{1,200}/g)],
      'sender.example TXT': ['v=spf1 ip4:192.0.2.1 -all'],
      '_dmarc.sender.example TXT': ['v=DMARC1; p=reject'],
    })
    const path = file(
      'changed.eml',
      `Return-Path: <alice@sender.example>
Authentication-Results: mx.receiver.example; dkim=pass header.d=sender.example; spf=pass smtp.mailfrom=alice@sender.example
Received: from out.sender.example ([192.0.2.1]) by mx.receiver.example with ESMTPS; Tue, 30 Jun 2026 08:00:02 +0000
${signed()}footer\u001b[31m`,
    )
    const options = { dns: true, resolver: [server.resolver] }
    const { printed } = await run([path], options)
    expect(printed.replace(/\s+/g, ' ')).toContain(
      'SPF alice@sender.example from 192.0.2.1: now pass (ip4:192.0.2.1 of sender.example); mx.receiver.example saw pass',
    )
    expect(printed.replace(/\s+/g, ' ')).toContain(
      'd=sender.example s=s1: now fail (body-changed); mx.receiver.example saw pass → mx.receiver.example saw the body as it was signed',
    )
    const { verified } = JSON.parse((await run([path], { ...options, format: 'json' })).printed)
    expect(verified).toMatchObject([
      { method: 'spf', now: 'pass', cause: null },
      { method: 'dkim', now: 'fail', cause: { id: 'body-changed-later', receiver: 'mx.receiver.example' } },
      { method: 'dmarc', now: 'pass', detail: 'p=reject at _dmarc.sender.example; spf sender.example' },
    ])
    expect((await run([path], { ...options, lang: 'zh' })).printed).toContain('现在 fail')
    await server[Symbol.asyncDispose]()
  })

  test('headers that were pasted as an argument', async () => {
    const pasted = `From: alice@sender.example\n${signed().split('\r\n')[0]}\n`
    const { printed } = await run([pasted], { dns: true, resolver: ['127.0.0.1#1'], format: 'json' })
    expect(JSON.parse(printed)).toMatchObject({
      kind: 'not-a-bounce',
      verified: [
        { method: 'dkim', now: 'temperror', cause: { id: 'could-not-ask' } },
        { method: 'dmarc', now: 'temperror' },
      ],
    })
  })

  test('verifies the original that a bounce returns; a shortened copy tells nothing of the body', async () => {
    const server = await startZoneServer({
      's1._domainkey.sender.example TXT': [keyRecord.match(/.{1,200}/g)],
      'sender.example TXT': ['v=spf1 ip4:192.0.2.1 -all'],
      '_dmarc.sender.example TXT': ['v=DMARC1; p=reject'],
    })
    const original = `Return-Path: <alice@sender.example>\r
Received: from out.sender.example ([192.0.2.1]) by mx.receiver.example with ESMTPS; Tue, 30 Jun 2026 08:00:02 +0000\r
${signed()}`
    const options = { dns: true, resolver: [server.resolver], format: 'json' }
    for (const [cut, dkim] of [
      [0, 'pass'],
      [8, 'unknown'],
    ] as const) {
      const path = file(`returned-${cut}.eml`, report(original.slice(0, original.length - cut)))
      const answer = JSON.parse((await run([path], options)).printed)
      expect(answer).toMatchObject({ kind: 'bounce', recipients: [{ reason: 'user-unknown' }] })
      expect(answer.verified).toMatchObject([
        { method: 'spf', now: 'pass' },
        { method: 'dkim', now: dkim },
        { method: 'dmarc', now: 'pass' },
      ])
    }
    const { printed } = await run([file('returned.eml', report(original))], { ...options, format: 'text' })
    expect(printed).toContain('The original: Verified now by DNS')
    await server[Symbol.asyncDispose]()
  })

  test('says of a bounce what it says without', async () => {
    const path = file('bounce-dns.eml', qmail)
    const { printed } = await run([path], { dns: true, resolver: ['127.0.0.1#1'], format: 'json' })
    expect(JSON.parse(printed)).toMatchObject({ kind: 'bounce' })
  })
})
