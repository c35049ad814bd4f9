import { type Answer, known, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'

/** One request that tells somebody something. */
export interface OutboundRequest {
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const requestMilliseconds = 15_000
const mostErrorBytes = 2_000

/**
 * Sends it: TLS verified, no redirect followed, at most 15 seconds. Known: it was taken (2xx). Unknown:
 * why not, with the first words of the answer.
 */
export async function sendRequest(request: OutboundRequest, clock: Clock): Promise<Answer<string>> {
  const { method, url, headers, body } = request
  const where = URL.parse(url)?.host ?? 'no address'
  try {
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': 'mailmedic', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(requestMilliseconds),
    })
    const text = await beginning(response)
    const status = `HTTP ${response.status}`
    if (!response.ok) return unknown('refused', `${where} answered ${status}: ${text}`)
    return known(status, { kind: 'http', where, text: status, at: isoTime(clock.now()) })
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return unknown('timeout', `${where}: no answer within ${requestMilliseconds / 1_000} s`)
    return unknown('failed', `${where}: ${causeOf(error)}`)
  }
}

/** As much of the answer as explains a refusal; the rest is not waited for. */
async function beginning(response: Response): Promise<string> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= mostErrorBytes) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, mostErrorBytes).trim()
}

/** `fetch failed` says nothing; its cause does. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
