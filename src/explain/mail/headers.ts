import { type Headers, parseHeaders } from './mime.ts'

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
}

export interface Hop {
  readonly from: string | undefined
  readonly by: string | undefined
  readonly protocol: string | undefined
  readonly encrypted: boolean
  /** When this server took the mail, milliseconds since 1970. */
  readonly at: number | undefined
  /** Seconds since the hop before; negative where clocks differ. */
  readonly delaySeconds: number | undefined
}

export interface AuthenticationResult {
  readonly server: string
  readonly method: 'spf' | 'dkim' | 'dmarc' | 'arc' | 'auth' | 'iprev' | 'bimi' | 'compauth'
  readonly result: string
  /** What it is about: a domain or address. */
  readonly about: string | undefined
}

export interface Signature {
  readonly domain: string | undefined
  readonly selector: string | undefined
}

const most = 200

/** Reads the trace and authentication fields of a message's headers; never throws. */
export function readHeaders(text: string): HeaderReading {
  const headers = parseHeaders(text)
  const received = all(headers, 'received').slice(0, most).map(readReceived).reverse()
  const hops = received.map((hop, index): Hop => {
    const before = received.slice(0, index).findLast(({ at }) => at !== undefined)?.at
    const delaySeconds = hop.at === undefined || before === undefined ? undefined : (hop.at - before) / 1000
    return { ...hop, delaySeconds }
  })
  const results = [
    'authentication-results',
    'arc-authentication-results',
    'authentication-results-original',
  ].flatMap((name) => all(headers, name).slice(0, most).flatMap(readResults))
  return {
    hops,
    results: [...results.reverse(), ...all(headers, 'received-spf').slice(0, most).flatMap(readReceivedSpf)],
    signatures: all(headers, 'dkim-signature')
      .slice(0, most)
      .map((value) => ({ domain: tag(value, 'd'), selector: tag(value, 's') })),
    arcSets: all(headers, 'arc-seal').length,
    from: headers.get('from'),
    returnPath: headers.get('return-path'),
  }
}

function all(headers: Headers, name: string): string[] {
  return headers.fields.filter(([one]) => one === name).map(([, value]) => value)
}

/** RFC 5321 §4.4: `from A (B [ip]) by C with ESMTPS id D; date`. */
function readReceived(value: string): Omit<Hop, 'delaySeconds'> {
  const head = value.slice(0, 2_000)
  const protocol = /\bwith\s+([A-Za-z0-9]{2,20})/.exec(head)?.[1]
  const semicolon = value.lastIndexOf(';')
  const at =
    semicolon < 0
      ? Number.NaN
      : Date.parse(
          value
            .slice(semicolon + 1)
            .replace(/\([^()]{0,60}\)/g, '')
            .trim(),
        )
  return {
    from: /\bfrom\s+([^\s;()]{1,255})/i.exec(head)?.[1],
    by: /\bby\s+([^\s;()]{1,255})/i.exec(head)?.[1],
    protocol,
    encrypted:
      /^(?:E?SMTPSA?|LMTPS|UTF8SMTPSA?|HTTPS)$/i.test(protocol ?? '') ||
      /\bTLS ?v?1|using TLS|cipher=/i.test(head),
    at: Number.isNaN(at) ? undefined : at,
  }
}

/** RFC 8601: `server; spf=pass smtp.mailfrom=a@b; dkim=fail (…) header.d=c`. */
function readResults(value: string): AuthenticationResult[] {
  const [first = '', ...rest] = value.slice(0, 8_000).split(';')
  const arc = /^\s*i=\d+\s*$/.test(first)
  const serverText = arc ? (rest.shift() ?? '') : first
  const items = /\b(?:spf|dkim|dmarc)=/.test(serverText) ? [serverText, ...rest] : rest
  const server = /[\w.-]{1,255}/.exec(serverText)?.[0] ?? '?'
  return items.flatMap((item): AuthenticationResult[] => {
    const match = /\b(spf|dkim|dmarc|arc|auth|iprev|bimi|compauth)\s*=\s*([a-z]{2,12})/i.exec(item)
    const method = methodOf(match?.[1]?.toLowerCase())
    if (match === null || method === undefined) return []
    const about =
      /\b(?:smtp\.mailfrom|smtp\.mfrom|header\.d|header\.i|header\.from|smtp\.helo)\s*=\s*([^\s;()]{1,255})/i.exec(
        item,
      )
    return [{ server, method, result: match[2]?.toLowerCase() ?? '', about: about?.[1] }]
  })
}

function methodOf(text: string | undefined): AuthenticationResult['method'] | undefined {
  switch (text) {
    case 'spf':
    case 'dkim':
    case 'dmarc':
    case 'arc':
    case 'auth':
    case 'iprev':
    case 'bimi':
    case 'compauth':
      return text
    default:
      return undefined
  }
}

/** RFC 7208 §9.1. */
function readReceivedSpf(value: string): AuthenticationResult[] {
  const result = /^\s*([a-z]{4,9})/i.exec(value)?.[1]?.toLowerCase()
  if (result === undefined) return []
  const server =
    /\breceiver=([\w.-]{1,255})/i.exec(value)?.[1] ?? /^\s*\w+\s*\(([\w.-]{1,255}):/.exec(value)?.[1] ?? '?'
  return [{ server, method: 'spf', result, about: /\benvelope-from="?<?([^\s;">]{1,255})/i.exec(value)?.[1] }]
}

function tag(value: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^\\s;]{1,255})`).exec(value.slice(0, 4_000))?.[1]
}
