import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servedConsole } from './served-console.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'mailmedic-console-')), 'console')
mkdirSync(join(folder, 'assets'), { recursive: true })
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>')
writeFileSync(join(folder, 'assets', 'app-1a2b3c4d.js'), `// ${'x'.repeat(5_000)}`)
writeFileSync(join(folder, '..', 'secret.txt'), 'TOP SECRET')

let it: Awaited<ReturnType<typeof servedConsole>>
beforeAll(async () => {
  it = await servedConsole({ folder, users: { ada: 'admin' } })
})
afterAll(() => it.close())

/** The answer to bytes as they are, until the other side closes. */
async function raw(...pieces: readonly string[]): Promise<string> {
  const socket = connect(it.port, '127.0.0.1')
  socket.on('error', () => undefined)
  for (const piece of pieces) {
    socket.write(piece)
    await setTimeout(20)
  }
  return text(socket)
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${it.url}${path}`, { headers })

describe('the files of the console', () => {
  test('a hashed name is kept for ever, the page is asked for each time', async () => {
    const script = await get('/assets/app-1a2b3c4d.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const page = await get('/')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const etag = page.headers.get('etag') ?? ''
    expect((await get('/', { 'if-none-match': etag })).status).toBe(304)
  })

  test.each(['/incidents/3', '/find?q=anna%40example.org', '/no/such/page'])(
    '%s is a deep link',
    async (path) => {
      expect(await (await get(path)).text()).toContain('<title>console</title>')
    },
  )

  test('is compressed for who can read that', async () => {
    const plain = await raw(
      'GET /assets/app-1a2b3c4d.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: identity\r\n\r\n',
    )
    expect(plain.length).toBeGreaterThan(5_000)
    const small = await raw(
      'GET /assets/app-1a2b3c4d.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n',
    )
    expect(small).toMatch(/\r\ncontent-encoding: gzip\r\n/i)
    expect(small.length).toBeLessThan(2_000)
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/....//secret.txt',
    '/%00/secret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/file:///etc/passwd',
  ])('%s leads nowhere', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).not.toContain('TOP SECRET')
    expect(answer).not.toContain('root:')
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200|400|404) /)
  })

  test('a console that is not built says so', async () => {
    const bare = await servedConsole()
    const answer = await fetch(bare.url)
    expect([answer.status, await answer.text()]).toEqual([404, 'The console is not built: npm run build\n'])
    bare.close()
  })
})

describe('what every answer carries', () => {
  test.each(['/', '/assets/app-1a2b3c4d.js', '/api/v1/session', '/api/v1/nothing'])('%s', async (path) => {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('answers of the API are kept by nobody', async () => {
    expect((await get('/api/v1/session')).headers.get('cache-control')).toBe('no-store')
    expect((await get('/api/v1/now')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('bodies', () => {
  const post = (length: number, body: string, path = '/session') =>
    `POST /api/v1${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`

  test('what is announced as too large is not waited for', async () => {
    expect(await raw(post(999_999_999, '{'))).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('what grows too large is cut off', async () => {
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    expect(await raw(head, ...Array.from({ length: 6 }, () => chunk))).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('what comes too slowly is cut off', async () => {
    expect(await raw(post(100, '{"name"'))).toMatch(/^HTTP\/1\.1 408 [\s\S]*too-slow/)
  }, 30_000)

  test.each([
    ['no JSON', '{"name":'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a list', '[]'],
    ['a deep tree', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a prototype', '{"__proto__":{"name":"ada"},"password":"x"}'],
  ])('%s is not valid', async (_, body) => {
    const answer = await it.call('/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  })

  test('a form of another site is not JSON', async () => {
    const body = 'name=ada&password=x'
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await it.call('/session', { method: 'POST', body, headers: type })).status).toBe(400)
    expect(it.failures).toEqual([])
  })

  test('help desk mails are limited, too', async () => {
    const headers = await it.signedIn('ada')
    const answer = await raw(
      `POST /api/v1/explain/message HTTP/1.1\r\nHost: x\r\nCookie: ${headers['cookie']}\r\nX-Mailmedic-CSRF: ${headers['x-mailmedic-csrf']}\r\nContent-Type: message/rfc822\r\nContent-Length: 60000000\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('proxies', () => {
  test.each([
    ['nobody is trusted', [], '198.51.100.1', '127.0.0.1'],
    ['the proxy is trusted', ['127.0.0.0/8'], '198.51.100.1', '198.51.100.1'],
    ['what the client made up is not', ['127.0.0.1'], '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['two proxies', ['127.0.0.1', '10.0.0.0/8'], '203.0.113.9, 198.51.100.1, 10.0.0.7', '198.51.100.1'],
    ['no address', ['127.0.0.1'], 'evil', '127.0.0.1'],
  ])('%s', async (_, trusted, forwarded, address) => {
    const served = await servedConsole({ trusted })
    await served.send('POST', '/session', { name: 'x', password: 'y' }, { 'x-forwarded-for': forwarded })
    expect(served.access.audit.latest(1)[0]?.address).toBe(address)
    served.close()
  })
})

describe('events', () => {
  test('tell of changes, and end with the session', async () => {
    const headers = await it.signedIn('ada')
    const ended = new AbortController()
    const answer = await it.call('/events', { headers, signal: ended.signal })
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const reader = answer.body?.getReader()
    const next = async () => new TextDecoder().decode((await reader?.read())?.value)
    expect(await next()).toBe('event: hello\ndata: {"kind":"hello","version":"1.2.3"}\n\n')
    it.events.publish({ kind: 'settings', what: 'a\nb' })
    expect(await next()).toBe('event: settings\ndata: {"kind":"settings","what":"a\\nb"}\n\n')
    ended.abort()
    await expect.poll(() => it.events.listeners).toBe(0)
  })
})
