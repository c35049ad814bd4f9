import { getDiffieHellman } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DialogueRequest, DialogueSeen, TlsHello } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { ServerHelloReader } from '../../../src/access/net/tls/server-hello.ts'
import { makeCertificates } from './servers/certificates.ts'
import { type LineServerOptions, startLineServer, startRawServer } from './servers/line-server.ts'

const { good, weak, trusted } = makeCertificates()

const smtpServer: LineServerOptions = {
  greeting: '220 mail.test ESMTP\r\n',
  credentials: weak,
  reply(line, secured) {
    if (line.startsWith('EHLO')) return `250-mail.test\r\n250 ${secured ? 'AUTH PLAIN' : 'STARTTLS'}\r\n`
    if (line === 'STARTTLS') return '220 go ahead\r\n'
    if (line === 'QUIT') return '221 bye\r\n'
    return line === 'XNOOP' ? '500 what?\r\n' : '250 ok\r\n'
  },
}

async function talk(
  options: LineServerOptions,
  request: Omit<DialogueRequest, 'endpoint' | 'protocol'>,
): Promise<DialogueSeen> {
  await using server = await startLineServer(options)
  const net = systemNet({ clientName: 'probe.test', trusted })
  const answer = await net.dialogue({ protocol: 'smtp', endpoint: server.endpoint, ...request })
  if (answer.status !== 'known') throw new Error(JSON.stringify(answer))
  return answer.value
}

const offer = (tls: LineServerOptions['tls'], hello: TlsHello) =>
  talk({ ...smtpServer, ...(tls === undefined ? {} : { tls }) }, { tls: 'starttls', hello })

/** A group of RFC 2409 or 3526 as PKCS #3 parameters, in PEM. */
function parametersOf(group: string): string {
  const prime = Buffer.concat([Buffer.from([0]), getDiffieHellman(group).getPrime()])
  const length = Buffer.from([0x82, prime.length >> 8, prime.length & 255])
  const body = Buffer.concat([Buffer.from([2]), length, prime, Buffer.from([2, 1, 2])])
  const whole = Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 255]), body])
  return `-----BEGIN DH PARAMETERS-----\n${whole.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END DH PARAMETERS-----\n`
}

describe('one ClientHello', () => {
  test('a current server takes ordinary suites at TLS 1.2', async () => {
    const seen = await offer({}, { version: 'TLSv1.2', ciphers: 'any' })
    expect(seen).toMatchObject({
      end: 'completed',
      hello: {
        taken: true,
        protocol: 'TLSv1.2',
        compression: false,
        secureRenegotiation: true,
        extendedMasterSecret: true,
      },
    })
  })

  test('and refuses old versions and weak suites, each with its alert', async () => {
    const tls = { minVersion: 'TLSv1.2' } as const
    expect(await offer(tls, { version: 'TLSv1.1', ciphers: 'any' })).toMatchObject({
      end: 'completed',
      hello: { taken: false, alert: 'protocol_version' },
    })
    expect((await offer(tls, { version: 'SSLv3', ciphers: 'any' })).hello?.taken).toBe(false)
    expect((await offer(tls, { version: 'TLSv1.2', ciphers: 'weak' })).hello).toEqual({
      taken: false,
      alert: 'handshake_failure',
    })
  })

  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is seen where it is spoken', async (version) => {
    const tls = { minVersion: version, maxVersion: version }
    expect((await offer(tls, { version: 'TLSv1.1', ciphers: 'any' })).hello).toMatchObject({
      taken: true,
      protocol: version,
    })
  })

  test('suites without encryption', async () => {
    const without = { ciphers: 'NULL-SHA256:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const
    expect((await offer(without, { version: 'TLSv1.2', ciphers: 'weak' })).hello).toMatchObject({
      taken: true,
      cipher: 'TLS_RSA_WITH_NULL_SHA256',
    })
  })

  test.each([
    ['a short prime', 'modp2', 1024],
    ['a long one', 'modp14', 2048],
  ])('Diffie-Hellman over %s', async (_, group, bits) => {
    const dhparam = parametersOf(group)
    const seen = await offer(
      { dhparam, maxVersion: 'TLSv1.2' },
      { version: 'TLSv1.2', ciphers: 'finite-field' },
    )
    expect(seen.hello).toMatchObject({ taken: true, primeBits: bits })
  })

  test('with TLS from the first byte', async () => {
    const seen = await talk(
      { ...smtpServer, implicit: true },
      { tls: 'implicit', hello: { version: 'TLSv1.2', ciphers: 'any' } },
    )
    expect(seen).toMatchObject({ end: 'completed', hello: { taken: true } })
  })

  test('a server that hangs up has refused; one that talks on in clear is garbage', async () => {
    const request = {
      protocol: 'smtp',
      tls: 'implicit',
      hello: { version: 'TLSv1.1', ciphers: 'any' },
    } as const
    await using silent = await startRawServer((socket) => socket.on('data', () => socket.end()))
    await using chatty = await startRawServer((socket) => socket.write('220 mail.test ESMTP\r\n'))
    const [closed, garbage] = await Promise.all(
      [silent, chatty].map(({ endpoint }) => systemNet().dialogue({ ...request, endpoint })),
    )
    expect(closed).toMatchObject({ value: { hello: { taken: false, alert: 'closed' } } })
    expect(garbage).toMatchObject({
      value: { end: 'tls-failed', error: 'the answer to the ClientHello is not TLS' },
    })
  })

  test('whatever bytes answer, in whatever pieces: no exception', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        const reader = new ServerHelloReader()
        for (const chunk of chunks) if (reader.add(chunk) !== undefined) return
      }),
    )
    const header = [22, 3, 3, 0, 44, 2, 0, 0, 40, 3, 3]
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 38, maxLength: 38 }), (rest) => {
        new ServerHelloReader().add(Uint8Array.from([...header, ...rest]))
      }),
    )
  })
})

describe('a command in the packet of STARTTLS', () => {
  const request = { tls: 'starttls', serverName: 'mail.test', injection: true } as const

  test('thrown away by a sound server', async () => {
    const seen = await talk({ ...smtpServer, credentials: good }, request)
    expect(seen).toMatchObject({ end: 'completed', injection: 'not answered' })
  })

  test('answered inside TLS by one that keeps its buffer (CVE-2011-0411)', async () => {
    const seen = await talk({ ...smtpServer, credentials: good, keepsBuffer: true }, request)
    expect(seen).toMatchObject({ injection: 'answered' })
  })

  test('a server that hangs up on it has not answered: nothing is said', async () => {
    const reply = (line: string, secured: boolean) =>
      line === 'STARTTLS' ? 'close' : smtpServer.reply(line, secured)
    const seen = await talk({ ...smtpServer, reply }, request)
    expect(seen.injection).toBeUndefined()
    expect(seen.end).toBe('closed')
  })
})
