import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DialogueSeen } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { type Credentials, makeCertificates } from './servers/certificates.ts'
import { startLineServer, startRawServer } from './servers/line-server.ts'

const certificates = makeCertificates()

async function handshake(
  credentials: Credentials,
  serverName?: string,
  trusted = certificates.trusted,
): Promise<DialogueSeen> {
  const reply = (line: string) => (line === 'QUIT' ? 'close' : '250 mail.test\r\n')
  await using server = await startLineServer({ greeting: '220 hi\r\n', reply, credentials, implicit: true })
  const request = { protocol: 'smtp', endpoint: server.endpoint, tls: 'implicit' } as const
  const net = systemNet({ trusted })
  const answer = await net.dialogue(serverName === undefined ? request : { ...request, serverName })
  if (answer.status !== 'known') throw new Error(JSON.stringify(answer))
  return answer.value
}

describe('certificates', () => {
  test('a good chain: verified, and described as it was sent', async () => {
    const { tls } = await handshake(certificates.good, 'mail.test')
    const leaf = new X509Certificate(certificates.good.cert)
    expect(tls).toMatchObject({ verified: true, nameMatches: true })
    expect(tls?.verifyError).toBeUndefined()
    // The root is trusted but was not sent: it is not in the chain.
    expect(tls?.chain.map(({ subject }) => subject)).toEqual(['CN=mail.test', 'O=Test, CN=Test Intermediate'])
    expect(tls?.chain[0]).toMatchObject({
      issuer: 'O=Test, CN=Test Intermediate',
      names: ['mail.test', '*.shop.test', '127.0.0.1'],
      notAfter: leaf.validToDate.getTime(),
      fingerprint: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
      keyType: 'ec',
      keyBits: 256,
      selfIssued: false,
      certificateAuthority: false,
    })
    expect(tls?.chain[1]?.certificateAuthority).toBe(true)
  })

  test('the SPKI fingerprint is that of the exported key', async () => {
    const { tls } = await handshake(certificates.weak, 'mail.test')
    const spki = new X509Certificate(certificates.weak.cert).publicKey.export({ type: 'spki', format: 'der' })
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(spki))
    expect(tls?.chain[0]?.spkiFingerprint).toBe(Buffer.from(digest).toString('hex'))
  })

  test.each([
    ['shop name by wildcard', 'www.shop.test', true],
    ['address', '127.0.0.1', true],
    ['no name: the address that was connected to', undefined, true],
    ['other name', 'mail.example.org', false],
    ['wildcard covers one label only', 'a.b.shop.test', false],
  ])('name: %s', async (_, name, matches) => {
    const { tls } = await handshake(certificates.good, name)
    // A wrong name does not hide that the chain is good.
    expect(tls).toMatchObject({ verified: true, nameMatches: matches })
  })

  test('without the intermediate', async () => {
    const { tls, end } = await handshake(certificates.withoutIntermediate, 'mail.test')
    expect(end).toBe('completed')
    expect(tls).toMatchObject({ verified: false, verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    expect(tls?.chain).toHaveLength(1)
  })

  test('without the intermediate, where the client happens to know it: still one was sent', async () => {
    const middle = certificates.good.cert.slice(certificates.good.cert.lastIndexOf('-----BEGIN'))
    const { tls } = await handshake(
      certificates.withoutIntermediate,
      'mail.test',
      certificates.trusted + middle,
    )
    expect(tls?.verified).toBe(true)
    expect(tls?.chain).toHaveLength(1)
  })

  test('expired', async () => {
    const { tls } = await handshake(certificates.expired, 'mail.test')
    expect(tls).toMatchObject({ verified: false, verifyError: 'CERT_HAS_EXPIRED', nameMatches: true })
    expect(tls?.chain[0]?.notAfter).toBeLessThan(Date.now())
  })

  test('a weak key is seen, not a failure', async () => {
    const { tls, end } = await handshake(certificates.weak, 'mail.test')
    expect(end).toBe('completed')
    expect(tls).toMatchObject({ verified: true, chain: [{ keyType: 'rsa', keyBits: 1024 }, {}] })
  })

  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const)('a server that speaks only %s', async (version) => {
    const reply = () => '250 x\r\n'
    const options = { greeting: '220 hi\r\n', reply, credentials: certificates.weak, implicit: true, version }
    await using server = await startLineServer(options)
    const net = systemNet({ trusted: certificates.trusted })
    const answer = await net.dialogue({ protocol: 'smtp', endpoint: server.endpoint, tls: 'implicit' })
    expect(answer).toMatchObject({ value: { end: 'completed', tls: { protocol: version, verified: true } } })
  })

  test('self-signed, without alternative names', async () => {
    const { tls } = await handshake(certificates.selfSigned, 'self.test')
    expect(tls).toMatchObject({ verified: false, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(tls?.chain).toMatchObject([{ selfIssued: true, names: ['self.test'] }])
  })

  test('with the trust of this system a private authority is not trusted', async () => {
    await using server = await startLineServer({
      reply: () => '250 x\r\n',
      credentials: certificates.good,
      implicit: true,
      greeting: '220 x\r\n',
    })
    const answer = await systemNet().dialogue({
      protocol: 'smtp',
      endpoint: server.endpoint,
      tls: 'implicit',
    })
    expect(answer).toMatchObject({
      value: { tls: { verified: false, verifyError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' } },
    })
  })
})

describe('handshakes that fail', () => {
  test('the port speaks no TLS', async () => {
    await using server = await startLineServer({ greeting: '220 in clear\r\n', reply: () => '500 what?\r\n' })
    const answer = await systemNet().dialogue({
      protocol: 'smtp',
      endpoint: server.endpoint,
      tls: 'implicit',
    })
    expect(answer).toMatchObject({
      value: { end: 'tls-failed', error: expect.stringMatching(/wrong version number|packet length/) },
    })
  })

  test('the peer closes instead of a ServerHello', async () => {
    await using server = await startRawServer((socket) => socket.once('data', () => socket.end()))
    const answer = await systemNet().dialogue({
      protocol: 'imap',
      endpoint: server.endpoint,
      tls: 'implicit',
    })
    expect(answer).toMatchObject({ value: { end: 'tls-failed' } })
  })
})
