import { type Answer, known, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import { causeOf } from './http-request.ts'

export interface BytesPosted {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

const requestMilliseconds = 15_000
const mostAnswerBytes = 64 * 1_024

/**
 * Posts bytes and reads a short answer: TLS verified, no redirect followed, at most 15 seconds. Known: the
 * answer to a request that was taken (2xx). Unknown: why not, with the first words of the refusal.
 */
export async function postBytes({ url, headers, body }: BytesPosted, clock: Clock): Promise<Answer<string>> {
  const where = URL.parse(url)?.host ?? 'no address'
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'user-agent': 'mailmedic', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(requestMilliseconds),
    })
    const text = await shortAnswer(response)
    if (!response.ok)
      return unknown('refused', `${where} answered HTTP ${response.status}: ${text.slice(0, 300)}`)
    return known(text, { kind: 'http', where, text: `HTTP ${response.status}`, at: isoTime(clock.now()) })
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return unknown('timeout', `${where}: no answer within ${requestMilliseconds / 1_000} s`)
    return unknown('failed', `${where}: ${causeOf(error)}`)
  }
}

/** Throws where it is longer than an answer to us can be. */
async function shortAnswer(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > mostAnswerBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
