import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Clock } from '../access/clock.ts'
import { exposition, expositionType } from './exposition.ts'
import type { TlsPair } from './tls-files.ts'
import type { WatchStatus } from './watch-status.ts'

export interface ListenAddress {
  readonly host: string
  readonly port: number
}

const loopback = '127.0.0.1'
const mostConnections = 32
/** A thousand hosts that report each ten seconds keep half as many open. */
const mostConnectionsOfConsole = 2_048
const requestMilliseconds = 5_000
/** The longest that a body may take to come; most calls allow less. */
const uploadMilliseconds = 120_000
const mostHeaderBytes = 8_192

/** "9154" (loopback), "127.0.0.1:9154", "[::1]:9154"; undefined: no such address. Names are not looked up. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [, ipv6, ipv4 = loopback, digits] =
    /^(?:(?:\[([0-9a-fA-F:]{2,45})\]|(\d{1,3}(?:\.\d{1,3}){3})):)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  return digits === undefined || port > 65_535 ? undefined : { host: ipv6 ?? ipv4, port }
}

/** Only programs on this host can ask. */
export function isLoopback({ host }: ListenAddress): boolean {
  return host === '::1' || host.startsWith('127.')
}

/**
 * Answers `/healthz`, `/readyz` and `/metrics`: GET, read-only, no body is read, few and short connections.
 * All other paths are the console's; without one there is nothing. Rejects where the address cannot be
 * had. `server.close()` ends it.
 */
export function listen(
  { host, port }: ListenAddress,
  status: WatchStatus,
  clock: Clock,
  app?: RequestListener,
  tls?: TlsPair,
): Promise<Server> {
  const limits = {
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: requestMilliseconds,
    requestTimeout: app === undefined ? requestMilliseconds : uploadMilliseconds,
    keepAliveTimeout: requestMilliseconds,
    connectionsCheckingInterval: 1_000,
  }
  const take: RequestListener = (request, response) => {
    if (app === undefined || isOfWatch(request)) answer(request, response, status, clock)
    else app(request, response)
  }
  const server =
    tls === undefined
      ? createServer(limits, take)
      : createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2' }, take)
  server.maxConnections = app === undefined ? mostConnections : mostConnectionsOfConsole
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function isOfWatch({ url = '' }: IncomingMessage): boolean {
  return ['/healthz', '/readyz', '/metrics'].includes(url.split('?', 1)[0] ?? '')
}

function answer(request: IncomingMessage, response: ServerResponse, status: WatchStatus, clock: Clock): void {
  const { code, text, type = 'text/plain; charset=utf-8' } = replyTo(request, status, clock)
  response.writeHead(code, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...(code === 405 ? { Allow: 'GET' } : {}),
    // What was sent as a body is not read: the connection ends instead.
    ...(code === 405 || hasBody(request) ? { Connection: 'close' } : {}),
  })
  response.end(text)
}

interface Reply {
  readonly code: number
  readonly text: string
  readonly type?: string
}

function replyTo({ method, url = '' }: IncomingMessage, status: WatchStatus, clock: Clock): Reply {
  if (method !== 'GET') return { code: 405, text: 'only GET\n' }
  switch (url.split('?', 1)[0]) {
    case '/healthz':
      return { code: 200, text: 'ok\n' }
    case '/readyz': {
      const because = status.notReady(clock.now())
      return because === undefined ? { code: 200, text: 'ok\n' } : { code: 503, text: `${because}\n` }
    }
    case '/metrics':
      return metrics(status, clock)
    default:
      return { code: 404, text: 'there are /healthz, /readyz and /metrics\n' }
  }
}

function metrics(status: WatchStatus, clock: Clock): Reply {
  try {
    return { code: 200, text: exposition(status.metrics(clock.now())), type: expositionType }
  } catch {
    // A full disk or a damaged store. The daemon's own log says what; whoever asks here need not know.
    return { code: 500, text: 'what the watch keeps could not be read\n' }
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
