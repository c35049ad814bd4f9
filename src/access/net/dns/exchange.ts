import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import { encodeQuery, type Query, type Reading, readResponse } from './message.ts'

/** Where a resolver listens. */
export interface Server {
  readonly address: string
  readonly port: number
}

/** How one try went. `unreachable` has the system's error; nothing is thrown. */
export type Exchange =
  | Exclude<Reading, { kind: 'unrelated' }>
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable'; readonly text: string }

/**
 * Reads a resolver as people write it: `127.0.0.1`, `::1`, or with a port as dig prints it,
 * `127.0.0.1#5353`. `undefined` if it is not a numeric address.
 */
export function parseServer(text: string): Server | undefined {
  const match = /^([0-9A-Fa-f:.]{2,45}(?:%[\w.-]{1,16})?)(?:#(\d{1,5}))?$/.exec(text)
  if (match?.[1] === undefined) return undefined
  const port = match[2] === undefined ? 53 : Number(match[2])
  return port > 0 && port < 65_536 ? { address: match[1], port } : undefined
}

/** One datagram there, the first that answers it back. Others' datagrams are ignored. */
export function exchangeOverUdp(server: Server, query: Query, milliseconds: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4')
    const finish = (exchange: Exchange) => {
      clearTimeout(timer)
      socket.removeAllListeners()
      // A late error of a closing socket concerns nobody.
      socket.on('error', () => {})
      socket.close()
      resolve(exchange)
    }
    const fail = (error: unknown) => finish({ kind: 'unreachable', text: errorText(error) })
    const timer = setTimeout(() => finish({ kind: 'timeout' }), milliseconds)
    socket.on('error', fail)
    socket.on('message', (bytes) => {
      const reading = readResponse(bytes, query)
      if (reading.kind !== 'unrelated') finish(reading)
    })
    socket.on('connect', () => socket.send(encodeQuery(query), (error) => error && fail(error)))
    // A connected socket gets datagrams from this source only, and ICMP's "port unreachable".
    socket.connect(server.port, server.address)
  })
}

/** The same over TCP (RFC 7766), for answers that do not fit into a datagram. */
export function exchangeOverTcp(server: Server, query: Query, milliseconds: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect({ host: server.address, port: server.port })
    let received = Buffer.alloc(0)
    const finish = (exchange: Exchange) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(exchange)
    }
    const timer = setTimeout(() => finish({ kind: 'timeout' }), milliseconds)
    socket.on('error', (error) => finish({ kind: 'unreachable', text: errorText(error) }))
    socket.on('close', () =>
      finish({ kind: 'malformed', text: 'the TCP connection ended inside the answer' }),
    )
    socket.on('connect', () => socket.write(framed(encodeQuery(query))))
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      const length = received.length < 2 ? undefined : received.readUInt16BE(0)
      if (length === undefined || received.length < 2 + length) return
      finish(overTcp(readResponse(received.subarray(2, 2 + length), query)))
    })
  })
}

function overTcp(reading: Reading): Exchange {
  if (reading.kind === 'message' || reading.kind === 'malformed') return reading
  return { kind: 'malformed', text: `the answer over TCP is ${reading.kind}` }
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
