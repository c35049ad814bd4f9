import { spawnSync } from 'node:child_process'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exposition } from '../../src/server/exposition.ts'
import { isLoopback, listen, parseListenAddress } from '../../src/server/listen.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { diskFull, watchedHost } from '../watch/watched-host.ts'
import { promtool } from './promtool.ts'

describe('where to listen', () => {
  test.each([
    ['9154', '127.0.0.1', 9154, true],
    ['127.0.0.1:9154', '127.0.0.1', 9154, true],
    ['[::1]:9154', '::1', 9154, true],
    ['0.0.0.0:80', '0.0.0.0', 80, false],
    ['[::]:80', '::', 80, false],
  ])('%s', (given, host, port, isInside) => {
    const address = parseListenAddress(given)
    expect(address).toEqual({ host, port })
    expect(address !== undefined && isLoopback(address)).toBe(isInside)
  })

  test.each(['', 'localhost:80', '127.0.0.1', '127.0.0.1:70000', ':80x', '::1:80', '127.0.0.1:80/metrics'])(
    '%j is no address',
    (given) => expect(parseListenAddress(given)).toBeUndefined(),
  )
})

describe('what the watch says over HTTP', () => {
  const host = watchedHost()
  const status = new WatchStatus(host.store, '1.2.3')
  let server: Server
  let port = 0

  beforeAll(async () => {
    server = await listen({ host: '127.0.0.1', port: 0 }, status, host.clock)
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)

  /** The answer to bytes as they are, until the other side closes. */
  async function raw(bytes: string): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(bytes)
    return text(socket)
  }

  test('ready is who has looked, and goes on looking', async () => {
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 503])
    status.note({ kind: 'looked', milliseconds: 1_500 }, host.clock.at)
    expect((await get('/readyz')).status).toBe(200)
    host.clock.at += 301_000
    const late = await get('/readyz')
    expect([late.status, await late.text()]).toEqual([503, 'has not looked for 301 s\n'])
    expect((await get('/healthz')).status).toBe(200)
  })

  test('metrics tell of incidents, alerts, rounds', async () => {
    await host.watch(120, [diskFull])
    const failed = { channel: 'a "b"\\\n', alert: 1, error: 'HTTP 500' }
    status.note({ kind: 'alert', outcome: failed }, host.clock.at)
    status.note({ kind: 'alert', outcome: { ...failed, givenUp: true } }, host.clock.at)
    status.note({ kind: 'alert', outcome: { channel: 'chat', alert: 2 } }, host.clock.at)
    status.note({ kind: 'failed', error: new Error('disk full') }, host.clock.at)
    const answer = await get('/metrics')
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = (await answer.text()).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'mailmedic_build_info{version="1.2.3"} 1',
        'mailmedic_incidents_open{severity="critical",condition="storage-disk-full"} 1',
        'mailmedic_alerts_waiting 1',
        'mailmedic_alert_tries_total{channel="a \\"b\\"\\\\\\n",result="failed"} 1',
        'mailmedic_alert_tries_total{channel="a \\"b\\"\\\\\\n",result="given_up"} 1',
        'mailmedic_alert_tries_total{channel="chat",result="delivered"} 1',
        'mailmedic_rounds_total 1',
        'mailmedic_failures_total 1',
        'mailmedic_last_round_duration_seconds 1.5',
      ]),
    )
  })

  test('metrics obey the text format and its naming conventions', async () => {
    const body = await (await get('/metrics')).text()
    const head = /^# (?:HELP [a-z][a-z_]* [^\n]+|TYPE [a-z][a-z_]* (?:gauge|counter))$/
    const label = '[a-z_]+="(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
    const sample = new RegExp(`^[a-z][a-z_]*(?:\\{${label}(?:,${label})*\\})? [0-9.e+-]+$`)
    expect(body.endsWith('\n')).toBe(true)
    const lines = body.slice(0, -1).split('\n')
    expect(lines.filter((line) => !head.test(line) && !sample.test(line))).toEqual([])
    for (const [, name, type] of body.matchAll(/^# TYPE (\S+) (\S+)$/gm))
      expect([name, name?.endsWith('_total')]).toEqual([name, type === 'counter'])
  })

  const checker = promtool()
  test.skipIf(checker === undefined)('promtool has nothing to say against it', async () => {
    const check = (input: string) =>
      spawnSync(checker ?? '', ['check', 'metrics'], { input, encoding: 'utf8' })
    const { status: code, stdout, stderr } = check(await (await get('/metrics')).text())
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
    // The instrument works: what is wrong is found.
    const wrong = exposition([{ name: 'wrong', help: 'x', type: 'counter', samples: [{ value: 1 }] }])
    expect(check(wrong).status).not.toBe(0)
  })

  test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is refused', async (method) => {
    const { status: code, headers } = await get('/metrics', { method })
    expect([code, headers.get('allow')]).toEqual([405, 'GET'])
  })

  test.each(['/', '/metrics/', '/../../etc/passwd', '/%2e%2e/etc/passwd', '//healthz'])(
    'there is nothing at %s',
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    },
  )

  test('too much, or too slow, is cut off', async () => {
    const long = 'x'.repeat(20_000)
    expect(await raw(`GET /metrics HTTP/1.1\r\nHost: x\r\nA: ${long}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await raw('GET /metrics HTTP/1.1\r\nHost:')).toMatch(/^HTTP\/1\.1 408 /)
    const posted = await raw('GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\nabc')
    expect(posted).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nConnection: close\r\n/)
  }, 20_000)

  test('a store that cannot be read is an error without a detail, and the next answer works', async () => {
    const closed = watchedHost()
    closed.store.close()
    const other = await listen({ host: '127.0.0.1', port: 0 }, new WatchStatus(closed.store, '1'), host.clock)
    const base = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const answer = await fetch(`${base}/metrics`)
    expect([answer.status, await answer.text()]).toEqual([500, 'what the watch keeps could not be read\n'])
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    other.close()
    other.closeAllConnections()
  })

  test('an address that is taken is refused', async () => {
    await expect(listen({ host: '127.0.0.1', port }, status, host.clock)).rejects.toThrow(/EADDRINUSE/)
  })
})
