import { describe, expect, test } from 'vitest'
import { waitInMailbox } from '../../../../src/access/net/sending/mailbox.ts'
import { receive } from '../../../../src/access/net/sending/receiver.ts'
import { type SendRequest, sendMessage } from '../../../../src/access/net/sending/send-message.ts'
import { probeContext } from '../../../../src/access/net/tls/trust.ts'
import { makeCertificates } from '../servers/certificates.ts'
import { type LineServerOptions, startLineServer } from '../servers/line-server.ts'

const certificates = makeCertificates()
const context = probeContext(certificates.trusted)
const token = 'mailmedic-test-0123'
const mail = {
  clientName: 'probe.example.org',
  from: 'a@example.org',
  to: 'b@example.net',
  message: `Subject: test\r\nX-Mailmedic-Test: ${token}\r\n\r\n.dot\r\n..two\r\nend`,
} as const

async function sendTo(port: number, more: Partial<SendRequest> = {}) {
  const endpoint = { address: '127.0.0.1', port }
  return sendMessage({ ...mail, tls: 'opportunistic', serverName: 'mail.test', endpoint, ...more }, context)
}

const receiving = (wanted = token) =>
  receive({ port: 0, token: wanted, recipient: mail.to, name: 'here.example.org' })

describe('from our own sending end to our own receiving end', () => {
  test('the mail comes as it was, dots included, with a trace of ours', async () => {
    await using receiver = await receiving()
    const sent = await sendTo(receiver.port)
    expect(sent).toMatchObject({ outcome: 'accepted', said: '250 2.0.0 the test has arrived' })
    expect(sent.steps.map(({ what }) => what)).toEqual([
      `connect to mail.test:${receiver.port}`,
      'EHLO',
      'MAIL FROM:<a@example.org>',
      'RCPT TO:<b@example.net>',
      'DATA',
      '(the message)',
    ])
    const got = await receiver.wait(1_000)
    expect(got?.message).toMatch(/^Received: from \[.*127\.0\.0\.1\] by here\.example\.org /)
    expect(got?.message.endsWith(`${mail.message}\r\n`)).toBe(true)
  })

  test('a mail without the token, and one for somebody else, are refused', async () => {
    await using receiver = await receiving('another token')
    expect(await sendTo(receiver.port)).toMatchObject({
      outcome: 'refused',
      said: /^550 5\.7\.1 only the test/,
    })
    expect(await sendTo(receiver.port, { to: 'c@example.net' })).toMatchObject({ outcome: 'refused' })
    expect(await receiver.wait(50)).toBeUndefined()
  })
})

/** Submission that wants PLAIN inside TLS. */
const submission = (more: Partial<LineServerOptions> = {}): LineServerOptions => ({
  greeting: '220 mail.test ESMTP\r\n',
  credentials: certificates.good,
  reply(line, secured) {
    if (line.startsWith('EHLO')) return `250-mail.test\r\n250 ${secured ? 'AUTH PLAIN' : 'STARTTLS'}\r\n`
    if (line === 'STARTTLS') return '220 go ahead\r\n'
    if (line.startsWith('AUTH PLAIN')) return line.endsWith(right) ? '235 ok\r\n' : '535 5.7.8 no\r\n'
    if (line === 'DATA') return '354 go on\r\n'
    if (line === 'QUIT') return '221 bye\r\n'
    return /^(?:MAIL|RCPT|\.$)/.test(line) ? '250 ok\r\n' : undefined
  },
  ...more,
})
const right = Buffer.from('\0anna\0s3cret').toString('base64')
const login = { user: 'anna', password: 's3cret' }

describe('log-in', () => {
  test('inside TLS; the password is in nothing that is given back', async () => {
    await using server = await startLineServer(submission())
    const sent = await sendTo(server.endpoint.port, { login, tls: 'starttls' })
    expect(sent).toMatchObject({ outcome: 'accepted', tls: { verified: true } })
    expect(JSON.stringify(sent)).not.toContain(right)
    expect(JSON.stringify(sent)).not.toContain('s3cret')
  })

  test('a wrong password is refused with the server’s words', async () => {
    await using server = await startLineServer(submission())
    const wrong = { ...login, password: 'other' }
    expect(await sendTo(server.endpoint.port, { login: wrong, tls: 'starttls' })).toMatchObject({
      outcome: 'refused',
      said: '535 5.7.8 no',
    })
  })

  test('without STARTTLS nothing is sent', async () => {
    const reply = (line: string) => (line === 'QUIT' ? '221 bye\r\n' : '250 mail.test\r\n')
    await using server = await startLineServer(submission({ reply }))
    expect(await sendTo(server.endpoint.port, { login, tls: 'starttls' })).toMatchObject({
      outcome: 'not reached',
    })
    expect(server.received.join()).not.toContain('AUTH')
  })
})

describe('a mailbox', () => {
  const message = `X-Mailmedic-Test: ${token}\r\n\r\nhello {3}\r\nbye`
  const imapServer = (found: boolean): LineServerOptions => ({
    greeting: '* OK ready\r\n',
    credentials: certificates.good,
    implicit: true,
    reply(line) {
      const [tag, verb, what] = line.split(' ')
      if (verb === 'LOGIN') return line.includes('"s3cret"') ? `${tag} OK in\r\n` : `${tag} NO wrong\r\n`
      if (verb === 'LIST') return `* LIST (\\HasNoChildren \\Junk) "/" "Spam mail"\r\n${tag} OK\r\n`
      if (verb === 'UID' && what === 'SEARCH') return `* SEARCH${found ? ' 4 7' : ''}\r\n${tag} OK\r\n`
      if (what === 'FETCH')
        return `* 2 FETCH (UID 7 BODY[]<0> {${message.length}}\r\n${message})\r\n${tag} OK\r\n`
      return `${tag} OK\r\n`
    },
  })
  const wait = (port: number, password = 's3cret') =>
    waitInMailbox(
      {
        endpoint: { address: '127.0.0.1', port },
        serverName: 'mail.test',
        tls: 'implicit',
        login: { user: 'anna', password },
        token,
        waitMilliseconds: 100,
      },
      context,
    )

  test('the mail is found and given whole', async () => {
    await using server = await startLineServer(imapServer(true))
    expect(await wait(server.endpoint.port)).toMatchObject({ outcome: 'found', folder: 'INBOX', message })
  })

  test('not there, in INBOX nor among the spam', async () => {
    await using server = await startLineServer(imapServer(false))
    expect(await wait(server.endpoint.port)).toMatchObject({ outcome: 'not found' })
    expect(server.received.filter((line) => line.includes('EXAMINE'))).toEqual([
      'm3 EXAMINE "INBOX"',
      'm5 EXAMINE "Spam mail"',
    ])
  })

  test('a wrong password; the words of the server, not the password', async () => {
    await using server = await startLineServer(imapServer(true))
    const seen = await wait(server.endpoint.port, 'other')
    expect(seen).toEqual({ outcome: 'failed', said: 'NO wrong' })
  })

  test('what is in a password cannot be a command', async () => {
    await using server = await startLineServer(imapServer(true))
    expect(await wait(server.endpoint.port, 'x\r\nm9 DELETE INBOX')).toMatchObject({ outcome: 'failed' })
    expect(server.received.join()).not.toContain('DELETE')
  })
})
