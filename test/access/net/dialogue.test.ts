import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DialogueProtocol, DialogueRequest } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { makeCertificates } from './servers/certificates.ts'
import { type LineServerOptions, startLineServer } from './servers/line-server.ts'

const certificates = makeCertificates()

/** Holds a dialogue with such a server; gives what was seen and what the server got. */
async function talk(options: LineServerOptions, request: Omit<DialogueRequest, 'endpoint'>) {
  await using server = await startLineServer({ credentials: certificates.good, ...options })
  const net = systemNet({ clientName: 'probe.example.org', trusted: certificates.trusted })
  const endpoint = options.path === undefined ? server.endpoint : { socketPath: options.path }
  const answer = await net.dialogue({ ...request, endpoint })
  if (answer.status !== 'known') throw new Error(JSON.stringify(answer))
  return {
    seen: answer.value,
    evidence: answer.evidence,
    received: server.received,
    endpoint: server.endpoint,
  }
}

const smtpServer: LineServerOptions = {
  greeting: '220-mail.test ESMTP\r\n220 ready\r\n',
  reply(line, secured) {
    if (line.startsWith('EHLO'))
      return `250-mail.test\r\n250-size 1000\r\n250 ${secured ? 'AUTH PLAIN' : 'STARTTLS'}\r\n`
    if (line.startsWith('LHLO')) return '250-mail.test\r\n250 PIPELINING\r\n'
    if (line.startsWith('RCPT')) return '550-5.7.1 no\r\n550 5.7.1 relaying\r\n'
    if (line === 'STARTTLS') return '220 go ahead\r\n'
    return line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n'
  },
}

const imapServer: LineServerOptions = {
  greeting: '* OK [CAPABILITY IMAP4rev1] ready\r\n',
  reply(line, secured) {
    const [tag, verb] = line.split(' ')
    const list = secured ? 'IMAP4rev1 AUTH=PLAIN' : 'IMAP4rev1 STARTTLS LOGINDISABLED'
    return verb === 'CAPABILITY' ? `* CAPABILITY ${list}\r\n${tag} OK done\r\n` : `${tag} OK done\r\n`
  },
}

const pop3Server: LineServerOptions = {
  greeting: '+OK ready\r\n',
  reply: (line, secured) =>
    line === 'CAPA' ? `+OK\r\nTOP\r\n${secured ? 'SASL PLAIN' : 'STLS'}\r\n.\r\n` : '+OK\r\n',
}

const sieveCapabilities = (more: string) =>
  `"IMPLEMENTATION" "Dovecot"\r\n"SIEVE" "fileinto reject"\r\n${more}OK "done"\r\n`
const sieveServer: LineServerOptions = {
  greeting: sieveCapabilities('"STARTTLS"\r\n'),
  afterTls: sieveCapabilities('"SASL" "PLAIN"\r\n'),
  reply: () => 'OK "done"\r\n',
}

describe('healthy servers', () => {
  test('SMTP in clear: greeting, EHLO, commands one after another, QUIT', async () => {
    const commands = ['MAIL FROM:<>', 'RCPT TO:<a@example.net>']
    const { seen, evidence, received, endpoint } = await talk(smtpServer, {
      protocol: 'smtp',
      tls: 'none',
      commands,
    })
    expect(seen).toMatchObject({
      end: 'completed',
      greeting: '220-mail.test ESMTP\n220 ready',
      capabilities: ['SIZE 1000', 'STARTTLS'],
      replies: [
        { command: 'MAIL FROM:<>', reply: '250 ok' },
        { command: 'RCPT TO:<a@example.net>', reply: '550-5.7.1 no\n550 5.7.1 relaying' },
      ],
    })
    expect(seen.greetingMilliseconds).toBeGreaterThanOrEqual(0)
    expect(received).toEqual(['EHLO probe.example.org', ...commands, 'QUIT'])
    expect(seen.transcript.map(({ from }) => from).join()).toBe(
      'server,server,client,server,server,server,client,server,client,server,server,client,server',
    )
    expect(evidence).toMatchObject([
      { kind: 'dialogue', where: `127.0.0.1:${endpoint.port}`, text: '550-5.7.1 no\n550 5.7.1 relaying' },
    ])
  })

  const secured: [DialogueProtocol, LineServerOptions, string[], string[]][] = [
    ['smtp', smtpServer, ['SIZE 1000', 'STARTTLS'], ['SIZE 1000', 'AUTH PLAIN']],
    ['imap', imapServer, ['IMAP4REV1', 'STARTTLS', 'LOGINDISABLED'], ['IMAP4REV1', 'AUTH=PLAIN']],
    ['pop3', pop3Server, ['TOP', 'STLS'], ['TOP', 'SASL PLAIN']],
    [
      'managesieve',
      sieveServer,
      ['IMPLEMENTATION Dovecot', 'SIEVE fileinto reject', 'STARTTLS'],
      ['IMPLEMENTATION Dovecot', 'SIEVE fileinto reject', 'SASL PLAIN'],
    ],
  ]
  test.each(secured)('%s with STARTTLS', async (protocol, options, before, after) => {
    const { seen, evidence } = await talk(options, { protocol, tls: 'starttls', serverName: 'mail.test' })
    expect(seen).toMatchObject({
      end: 'completed',
      capabilitiesBeforeTls: before,
      capabilities: after,
      tls: { protocol: 'TLSv1.3', verified: true, nameMatches: true },
    })
    expect(evidence.map(({ kind }) => kind)).toEqual(['dialogue', 'tls'])
  })

  test.each(secured.slice(0, 3))('%s with TLS from the first byte', async (protocol, options, _, after) => {
    const { seen } = await talk(
      { ...options, implicit: true },
      { protocol, tls: 'implicit', serverName: 'mail.test' },
    )
    expect(seen).toMatchObject({ end: 'completed', capabilities: after, tls: { verified: true } })
    expect(seen.capabilitiesBeforeTls).toBeUndefined()
  })

  test('LMTP over a local socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-lmtp-'))
    const path = join(folder, 'lmtp')
    const { seen, received, evidence } = await talk(
      { ...smtpServer, path },
      { protocol: 'lmtp', tls: 'none' },
    )
    expect(seen).toMatchObject({ end: 'completed', capabilities: ['PIPELINING'] })
    expect(received).toEqual(['LHLO probe.example.org', 'QUIT'])
    expect(evidence[0]?.where).toBe(path)
    rmSync(folder, { recursive: true })
  })

  test('a machine without a name that others know gives its address', async () => {
    await using server = await startLineServer(smtpServer)
    await systemNet({ clientName: 'laptop' }).dialogue({
      protocol: 'smtp',
      endpoint: server.endpoint,
      tls: 'none',
    })
    expect(server.received[0]).toBe('EHLO [127.0.0.1]')
  })

  test('an old server that knows only HELO', async () => {
    const reply = (line: string) => (line.startsWith('EHLO') ? '502 what?\r\n' : '250 ok\r\n')
    const { seen, received } = await talk({ ...smtpServer, reply }, { protocol: 'smtp', tls: 'none' })
    expect(seen).toMatchObject({ end: 'completed', capabilities: [] })
    expect(received).toContain('HELO probe.example.org')
  })

  test('own services are asked side by side', async () => {
    await using server = await startLineServer(smtpServer)
    const net = systemNet({ clientName: 'probe.example.org' })
    const request = { protocol: 'smtp', endpoint: server.endpoint, tls: 'none' } as const
    const answers = await Promise.all(Array.from({ length: 5 }, () => net.dialogue(request)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill('known'))
    expect(server.most()).toBe(5)
  })
})

describe('what went wrong is said', () => {
  test('STARTTLS is not offered: nothing more is tried', async () => {
    const reply = (line: string) => (line === 'QUIT' ? '221 bye\r\n' : '250 mail.test\r\n')
    const { seen, received } = await talk({ ...smtpServer, reply }, { protocol: 'smtp', tls: 'starttls' })
    expect(seen.end).toBe('tls-not-offered')
    expect(received).toEqual(['EHLO probe.example.org', 'QUIT'])
  })

  test('STARTTLS is offered and refused', async () => {
    const reply = (line: string, secure: boolean) =>
      line === 'STARTTLS' ? '454 TLS not available\r\n' : smtpServer.reply(line, secure)
    const { seen, received } = await talk({ ...smtpServer, reply }, { protocol: 'smtp', tls: 'starttls' })
    expect(seen).toMatchObject({ end: 'tls-failed', error: '454 TLS not available' })
    expect(received.at(-1)).toBe('QUIT')
  })

  test('a greeting that turns us away', async () => {
    const { seen } = await talk(
      { ...smtpServer, greeting: '554 5.7.1 blocked\r\n' },
      { protocol: 'smtp', tls: 'none' },
    )
    expect(seen).toMatchObject({ end: 'closed', greeting: '554 5.7.1 blocked', capabilities: [] })
  })

  test('closed in the middle: what was seen until then is there', async () => {
    const reply = (line: string, secure: boolean) =>
      line.startsWith('MAIL') ? 'close' : smtpServer.reply(line, secure)
    const commands = ['NOOP', 'MAIL FROM:<>', 'RSET']
    const { seen } = await talk({ ...smtpServer, reply }, { protocol: 'smtp', tls: 'none', commands })
    expect(seen).toMatchObject({ end: 'closed', error: 'the peer closed before the reply to MAIL' })
    expect(seen.replies).toHaveLength(1)
  })

  test('clear text behind the STARTTLS reply is thrown away and noted (CVE-2011-0411)', async () => {
    const reply = (line: string, secure: boolean) =>
      line === 'STARTTLS' ? '220 go ahead\r\n250 injected\r\n' : smtpServer.reply(line, secure)
    const { seen } = await talk(
      { ...smtpServer, reply },
      { protocol: 'smtp', tls: 'starttls', serverName: 'mail.test' },
    )
    expect(seen).toMatchObject({ end: 'completed', capabilities: ['SIZE 1000', 'AUTH PLAIN'] })
    expect(seen.transcript.some(({ text }) => /discarded 14 bytes .* 250 injected/.test(text))).toBe(true)
  })

  test('nobody there: refused; no such local socket: unreachable', async () => {
    const net = systemNet()
    const request = { protocol: 'smtp', tls: 'none' } as const
    expect(await net.dialogue({ ...request, endpoint: { address: '127.0.0.1', port: 1 } })).toMatchObject({
      status: 'known',
      value: { end: 'refused', error: expect.stringContaining('ECONNREFUSED') },
    })
    expect(await net.dialogue({ ...request, endpoint: { socketPath: '/nonexistent/lmtp' } })).toMatchObject({
      value: { end: 'unreachable', error: expect.stringContaining('ENOENT') },
    })
  })
})

describe('never logs in, never sends', () => {
  const forbidden: [DialogueProtocol, string][] = [
    ['smtp', 'DATA'],
    ['smtp', 'data'],
    ['smtp', 'BDAT 5 LAST'],
    ['smtp', 'AUTH PLAIN AAAA'],
    ['smtp', 'NOOP\r\nDATA'],
    ['smtp', ' DATA'],
    ['lmtp', 'DATA'],
    ['imap', 'LOGIN a b'],
    ['imap', 'AUTHENTICATE PLAIN'],
    ['imap', 'APPEND INBOX {5}'],
    ['pop3', 'USER a'],
    ['pop3', 'PASS b'],
    ['pop3', 'APOP a b'],
    ['managesieve', 'AUTHENTICATE "PLAIN"'],
    ['managesieve', 'PUTSCRIPT "a" {1}'],
  ]
  test.each(forbidden)('%s %j is refused before a byte is sent', async (protocol, command) => {
    await using server = await startLineServer(smtpServer)
    const request = { protocol, endpoint: server.endpoint, tls: 'none', commands: ['NOOP', command] } as const
    expect(await systemNet().dialogue(request)).toMatchObject({
      status: 'unknown',
      because: { code: 'refused' },
    })
    expect(server.most()).toBe(0)
  })
})
