import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createSecureContext, type SecureContextOptions, type SecureVersion, TLSSocket } from 'node:tls'
import type { Endpoint } from '../../../../src/access/net/net.ts'
import type { Credentials } from './certificates.ts'

export interface LineServerOptions {
  /** Sent first; with `implicit`, inside TLS. */
  readonly greeting?: string
  /** The reply to one line, its last line feed included; `undefined`: none; `close`: hang up. */
  readonly reply: (line: string, secured: boolean) => string | undefined
  readonly credentials?: Credentials
  readonly implicit?: boolean
  /** The one TLS version that it speaks. */
  readonly version?: SecureVersion
  /** Suites in OpenSSL's words, parameters: whatever else its TLS shall be like. */
  readonly tls?: SecureContextOptions
  /** Sent inside TLS at once, as ManageSieve servers do. */
  readonly afterTls?: string
  /** What came in clear behind STARTTLS is taken for the client's words inside TLS. */
  readonly keepsBuffer?: boolean
  /** A local socket instead of a port of 127.0.0.1. */
  readonly path?: string
}

export interface LineServer extends AsyncDisposable {
  readonly endpoint: Endpoint
  /** Every line that a client sent. */
  readonly received: string[]
  /** The most connections that were open at a time. */
  readonly most: () => number
}

const saysGoodbye = /^(?:QUIT|LOGOUT|z1 LOGOUT)$/
const startsTls = /^(?:a\d+ )?(?:STARTTLS|STLS)$/i
const agrees = /^(?:220|\+OK|OK|a\d+ OK)\b/

/** A real server on this machine that speaks one line protocol, as it is told. */
export async function startLineServer(options: LineServerOptions): Promise<LineServer> {
  const received: string[] = []
  // Weak keys are served too: that is what some tests are about.
  const { version } = options
  const versions = version === undefined ? {} : { minVersion: version, maxVersion: version }
  const weak = { ciphers: 'DEFAULT@SECLEVEL=0', ...versions }
  const secureContext = createSecureContext({ ...options.credentials, ...weak, ...options.tls })
  return startRawServer(
    (socket) => {
      const serve = (peer: Socket | TLSSocket, secured: boolean, kept = '') => {
        let text = kept
        const onData = (bytes: Buffer) => {
          text += bytes.toString('latin1')
          for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
            const line = text.slice(0, end)
            text = text.slice(end + 2)
            received.push(line)
            const reply = options.reply(line, secured)
            if (reply === 'close') return peer.end()
            if (reply !== undefined) peer.write(reply)
            if (saysGoodbye.test(line)) return peer.end()
            if (!secured && startsTls.test(line) && agrees.test(reply ?? '')) {
              peer.off('data', onData)
              return serve(secure(peer), true, options.keepsBuffer === true ? text : '')
            }
          }
          return undefined
        }
        peer.on('data', onData)
        peer.on('error', () => {})
        if (kept !== '') onData(Buffer.alloc(0))
        if (secured && options.implicit !== true && options.afterTls !== undefined)
          peer.write(options.afterTls)
      }
      const secure = (plain: Socket) => new TLSSocket(plain, { isServer: true, secureContext })
      const peer = options.implicit === true ? secure(socket) : socket
      if (options.greeting !== undefined) peer.write(options.greeting)
      serve(peer, options.implicit === true)
    },
    received,
    options.path,
  )
}

/** A real server that does with its connections whatever the test wants. */
export async function startRawServer(
  serve: (socket: Socket) => void,
  received: string[] = [],
  path?: string,
): Promise<LineServer> {
  const sockets: Socket[] = []
  const open = new Set<Socket>()
  let most = 0
  const server = createServer((socket) => {
    sockets.push(socket)
    open.add(socket)
    most = Math.max(most, open.size)
    socket.on('error', () => {})
    // Over when this end hung up; when the client's does is seen later.
    for (const event of ['finish', 'close']) socket.on(event, () => open.delete(socket))
    serve(socket)
  })
  if (path === undefined) server.listen(0, '127.0.0.1')
  else server.listen(path)
  await once(server, 'listening')
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  return {
    endpoint: { address: '127.0.0.1', port },
    received,
    most: () => most,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
