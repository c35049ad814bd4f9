import { type AuthenticationResult, readReceivedSpf, readResults } from './authentication-results.ts'
import { type Headers, parseHeaders } from './mime.ts'
import { type Hop, readHops } from './received.ts'

/** What the headers of a message tell of its way. */
export interface HeaderReading {
  /** From the sender to the last server, oldest first. */
  readonly hops: readonly Hop[]
  /** SPF, DKIM, DMARC, ARC as each receiver that says so saw them, oldest first. */
  readonly results: readonly AuthenticationResult[]
  readonly signatures: readonly Signature[]
  /** Number of ARC sets (RFC 8617): servers that changed and vouched. */
  readonly arcSets: number
  readonly from: string | undefined
  readonly returnPath: string | undefined
  readonly subject: string | undefined
  /** The mailing list that it came through (RFC 2919). */
  readonly list: string | undefined
}

export interface Signature {
  readonly domain: string | undefined
  readonly selector: string | undefined
}

const most = 200

/** Reads the trace and authentication fields of a message's headers; never throws. */
export function readHeaders(text: string): HeaderReading {
  const headers = parseHeaders(text)
  const results = [
    'authentication-results',
    'arc-authentication-results',
    'authentication-results-original',
  ].flatMap((name) => all(headers, name).flatMap(readResults))
  return {
    hops: readHops(all(headers, 'received')),
    results: [...results.reverse(), ...all(headers, 'received-spf').flatMap(readReceivedSpf)],
    signatures: all(headers, 'dkim-signature').map((value) => ({
      domain: tag(value, 'd'),
      selector: tag(value, 's'),
    })),
    arcSets: all(headers, 'arc-seal').length,
    from: headers.get('from'),
    returnPath: headers.get('return-path'),
    subject: headers.get('subject'),
    list:
      /<([^<>]{1,255})>\s*$/.exec(headers.get('list-id') ?? '')?.[1] ?? headers.get('list-id')?.slice(0, 255),
  }
}

function all(headers: Headers, name: string): string[] {
  const values = headers.fields.filter(([one]) => one === name).map(([, value]) => value)
  return values.slice(0, most)
}

function tag(value: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^\\s;]{1,255})`).exec(value.slice(0, 4_000))?.[1]
}
