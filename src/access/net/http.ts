import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Answer, known, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import { reasonOf } from './connect.ts'
import type { DnsQuestion, DnsResponse, HttpSeen, PostedBody } from './net.ts'
import { tlsErrorText } from './tls/handshake.ts'

const fetchMilliseconds = 8_000
const mostBodyBytes = 64 << 10

/** What a fetch needs besides its URL. */
export interface FetchSettings {
  readonly clock: Clock
  /** Trusted certification authorities, PEM. */
  readonly trusted: () => string | string[]
  readonly resolve: (question: DnsQuestion) => Promise<Answer<DnsResponse>>
  /** Asked by POST, if there is one. */
  readonly posted?: PostedBody | undefined
}

/** The URL if it may be fetched: http or https, without a user's credentials. */
export function fetchableUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

/**
 * One GET or POST, TLS verified, no redirects followed, at most 64 KiB and 8 seconds. Any status code is
 * known. Unknown: what kept the answer away (DNS, connection, certificate, size), with its code.
 */
export async function fetchUrl(url: URL, settings: FetchSettings): Promise<Answer<HttpSeen>> {
  const addresses = await addressesOf(url.hostname, settings.resolve)
  if (addresses.status !== 'known') return addresses
  const where = url.href
  const limit = AbortSignal.timeout(fetchMilliseconds)
  try {
    const response = await request(url, addresses.value, settings, limit)
    const body = await bodyOf(response)
    if (body === undefined) return unknown('too-big', `${where}: more than ${mostBodyBytes} bytes`)
    const statusCode = response.statusCode ?? 0
    const { location, 'content-type': contentType = '' } = response.headers
    const seen = { statusCode, contentType, ...(location === undefined ? {} : { location }), body }
    return known(seen, { kind: 'http', where, text: `HTTP ${statusCode}`, at: isoTime(settings.clock.now()) })
  } catch (error) {
    if (limit.aborted)
      return unknown('timeout', `${where}: no whole answer within ${fetchMilliseconds / 1_000} s`)
    return unknown(reasonOf(error), `${where}: ${tlsErrorText(error)}`)
  }
}

function request(
  url: URL,
  addresses: readonly string[],
  { trusted, posted }: FetchSettings,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const type = posted === undefined ? {} : { 'content-type': posted.contentType }
    const headers = { 'user-agent': 'mailmedic', accept: '*/*', ...type }
    const method = posted === undefined ? 'GET' : 'POST'
    const options = { agent: false, signal, headers, method, lookup: lookupOf(addresses) } as const
    const asked =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, ca: trusted() }, resolve)
        : httpRequest(url, options, resolve)
    asked.on('error', reject)
    asked.end(posted?.body)
  })
}

/** The body, or `undefined` if it is too big. */
async function bodyOf(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes > mostBodyBytes) {
      response.destroy()
      return undefined
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Our own resolver, not the C library's: its time is bounded and its failures have names. */
async function addressesOf(
  hostname: string,
  resolve: FetchSettings['resolve'],
): Promise<Answer<readonly string[]>> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal) !== 0) return known([literal])
  const answers = await Promise.all([
    resolve({ name: hostname, type: 'A' }),
    resolve({ name: hostname, type: 'AAAA' }),
  ])
  const addresses = answers.flatMap((answer) =>
    answer.status === 'known' ? answer.value.records.map(({ data }) => data) : [],
  )
  if (addresses.length > 0) return known(addresses)
  const failed = answers.find((answer) => answer.status === 'unknown')
  return failed ?? unknown('unreachable', `${hostname} has no address`)
}

function lookupOf(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_hostname, options, callback) => {
    const [first] = all
    if (options.all === true || first === undefined) callback(null, all)
    else callback(null, first.address, first.family)
  }
}
