import { describe, expect, test } from 'vitest'
import { fixedClock } from '../../../src/access/clock.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { makeCertificates } from './servers/certificates.ts'
import { startDnsServer } from './servers/dns-server.ts'
import { startRawServer } from './servers/line-server.ts'
import { startWebServer } from './servers/web-server.ts'

describe('connect', () => {
  test('connected, dated by the clock', async () => {
    await using server = await startRawServer(() => {})
    const answer = await systemNet({ clock: fixedClock(0) }).connect(server.endpoint)
    expect(answer).toMatchObject({
      status: 'known',
      value: { outcome: 'connected' },
      evidence: [
        { kind: 'dialogue', where: `127.0.0.1:${server.endpoint.port}`, at: '1970-01-01T00:00:00Z' },
      ],
    })
  })

  test('refused', async () => {
    expect(await systemNet().connect({ address: '127.0.0.1', port: 1 })).toMatchObject({
      value: { outcome: 'refused', error: 'connect ECONNREFUSED 127.0.0.1:1' },
    })
  })

  test('unreachable: the system has no way there', async () => {
    // Site-local multicast over TCP: no kernel connects to it.
    expect(await systemNet().connect({ address: '224.0.0.1', port: 25 })).toMatchObject({
      value: { outcome: 'unreachable', error: expect.stringContaining('ENETUNREACH') },
    })
  })

  test.each([
    { address: 'mail.example.org', port: 25 },
    { address: '127.0.0.1', port: 0 },
    { address: '127.0.0.1', port: 70_000 },
  ])('what is no endpoint is not tried: %o', async (endpoint) => {
    expect(await systemNet().connect(endpoint)).toMatchObject({
      status: 'unknown',
      because: { code: 'malformed' },
    })
  })
})

describe('fetch', () => {
  const certificates = makeCertificates()
  const policy = 'version: STSv1\r\nmode: enforce\r\n'

  test('a policy over verified TLS, its host found through the given resolver', async () => {
    await using web = await startWebServer(certificates.good, (_, response) => {
      response.setHeader('content-type', 'text/plain').end(policy)
    })
    await using dns = await startDnsServer(({ name, type }) =>
      type === 'A' ? { answers: [{ type: 'A', name, data: '127.0.0.1' }] } : {},
    )
    const net = systemNet({ resolvers: [dns.resolver], trusted: certificates.trusted })
    const url = `https://mail.test:${web.port}/.well-known/mta-sts.txt`
    expect(await net.fetch(url)).toMatchObject({
      status: 'known',
      value: { statusCode: 200, contentType: 'text/plain', body: policy },
      evidence: [{ kind: 'http', where: url, text: 'HTTP 200' }],
    })
  })

  test('a body is posted, a redirection is told and not followed', async () => {
    const got: string[] = []
    await using web = await startWebServer(undefined, (request, response) => {
      got.push(`${request.method} ${request.headers['content-type']}`)
      request.on('data', (chunk: Buffer) => got.push(chunk.toString()))
      request.on('end', () => response.writeHead(302, { location: 'https://elsewhere.test/' }).end())
    })
    const posted = { contentType: 'text/xml', body: '<Request/>' }
    expect(await systemNet().fetch(`http://127.0.0.1:${web.port}/`, posted)).toMatchObject({
      value: { statusCode: 302, location: 'https://elsewhere.test/' },
    })
    expect(got).toEqual(['POST text/xml', '<Request/>'])
  })

  test('redirects and errors are answers; nothing is followed', async () => {
    let asked = 0
    await using web = await startWebServer(undefined, (_, response) => {
      asked += 1
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await systemNet().fetch(`http://127.0.0.1:${web.port}/`)).toMatchObject({
      value: { statusCode: 302 },
    })
    expect(asked).toBe(1)
  })

  test('an expired certificate is unknown, with its code', async () => {
    await using web = await startWebServer(certificates.expired, (_, response) => response.end('x'))
    const net = systemNet({ trusted: certificates.trusted })
    expect(await net.fetch(`https://127.0.0.1:${web.port}/`)).toMatchObject({
      status: 'unknown',
      because: { code: 'failed', text: expect.stringContaining('CERT_HAS_EXPIRED') },
    })
  })

  test('too big, refused, dead name, not http', async () => {
    await using web = await startWebServer(undefined, (_, response) => response.end('x'.repeat(70_000)))
    await using dns = await startDnsServer(() => ({ rcode: 2 }))
    const net = systemNet({ resolvers: [dns.resolver] })
    const codeOf = async (url: string) => {
      const answer = await net.fetch(url)
      return answer.status === 'unknown' ? answer.because.code : answer.status
    }
    expect(await codeOf(`http://127.0.0.1:${web.port}/`)).toBe('too-big')
    expect(await codeOf('http://127.0.0.1:1/')).toBe('refused')
    expect(await codeOf('http://mta-sts.example.org/')).toBe('servfail')
    expect(await codeOf('file:///etc/passwd')).toBe('malformed')
    expect(await codeOf('http://user:password@127.0.0.1/')).toBe('malformed')
  })

  test('a server that never ends', async () => {
    await using web = await startWebServer(undefined, (_, response) => {
      const timer = setInterval(() => response.write('x'), 500)
      response.on('close', () => clearInterval(timer))
    })
    const startedAt = performance.now()
    const answer = await systemNet().fetch(`http://127.0.0.1:${web.port}/`)
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
    expect(performance.now() - startedAt).toBeLessThan(9_000)
  }, 12_000)
})
