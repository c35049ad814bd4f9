import { isIP, connect as openSocket } from 'node:net'
import { type Answer, known, type ReasonCode, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { ConnectOutcome, Endpoint } from './net.ts'

const connectMilliseconds = 4_000

type Failed = Exclude<ConnectOutcome['outcome'], 'connected'>

const outcomes: Readonly<Record<string, Failed>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EINVAL: 'unreachable',
  // What the machine's own firewall answers to its own connection.
  EPERM: 'unreachable',
  EACCES: 'unreachable',
  // A local socket that is not there.
  ENOENT: 'unreachable',
  ENOTSOCK: 'unreachable',
}

/** How a connection failed, by the system's error code; `undefined`: not the network's doing (EMFILE …). */
export function failedOutcome(error: unknown): Failed | undefined {
  return outcomes[errorCode(error)]
}

/** The `code` of a Node error, or an empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The nearest reason for what was not an observation. */
export function reasonOf(error: unknown): ReasonCode {
  return failedOutcome(error) ?? 'failed'
}

/** `192.0.2.1:25`, `[2001:db8::1]:25`. */
export function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** What is wrong with an endpoint, if anything: only numeric addresses are connected to. */
export function endpointFault({ address, port }: Endpoint): string | undefined {
  if (isIP(address) === 0) return `${address} is not a numeric address`
  return Number.isInteger(port) && port > 0 && port < 65_536 ? undefined : `${port} is not a port`
}

/** The three-way handshake and no more; at most 4 seconds. Unknown only when it could not be tried. */
export async function connectTo(endpoint: Endpoint, clock: Clock): Promise<Answer<ConnectOutcome>> {
  const fault = endpointFault(endpoint)
  if (fault !== undefined) return unknown('malformed', fault)
  const where = endpointText(endpoint)
  const outcome = await tryConnect(endpoint)
  if (outcome instanceof Error) return unknown('failed', `${where}: ${outcome.message}`)
  const text = outcome.outcome === 'connected' ? `connected in ${outcome.milliseconds} ms` : outcome.error
  return known(outcome, { kind: 'dialogue', where, text, at: isoTime(clock.now()) })
}

function tryConnect(endpoint: Endpoint): Promise<ConnectOutcome | Error> {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const socket = openSocket({ host: endpoint.address, port: endpoint.port })
    const finish = (result: ConnectOutcome | Error) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const milliseconds = () => Math.round(performance.now() - startedAt)
    const timer = setTimeout(() => {
      const error = `no answer to the TCP handshake within ${connectMilliseconds / 1_000} s`
      finish({ outcome: 'timeout', milliseconds: milliseconds(), error })
    }, connectMilliseconds)
    socket.on('connect', () => finish({ outcome: 'connected', milliseconds: milliseconds() }))
    socket.on('error', (error) => {
      const outcome = failedOutcome(error)
      finish(outcome === undefined ? error : { outcome, milliseconds: milliseconds(), error: error.message })
    })
  })
}
