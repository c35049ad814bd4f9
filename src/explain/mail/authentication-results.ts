/** What a receiver wrote down of one method (RFC 8601), as it stands there. */
export interface AuthenticationResult {
  readonly server: string
  readonly method: 'spf' | 'dkim' | 'dmarc' | 'arc' | 'auth' | 'iprev' | 'bimi' | 'compauth'
  readonly result: string
  /** What it is about: a domain or address. */
  readonly about: string | undefined
  /** The receiver's words in brackets, such as `body hash did not verify`. */
  readonly comment?: string
  /** SPF: the numeric address that was judged, where the receiver names it. */
  readonly address?: string
  /** SPF: MAIL FROM, and what the client called itself. */
  readonly mailFrom?: string
  readonly helo?: string
  /** DKIM: the selector, and how the signature begins (RFC 6008). */
  readonly selector?: string
  readonly mark?: string
}

/** RFC 8601: `server; spf=pass smtp.mailfrom=a@b; dkim=fail (…) header.d=c`. */
export function readResults(value: string): AuthenticationResult[] {
  const [first = '', ...rest] = partsOf(value.slice(0, 8_000))
  const arc = /^\s*i=\d+\s*$/.test(first)
  const serverText = arc ? (rest.shift() ?? '') : first
  const items = /\b(?:spf|dkim|dmarc)=/.test(serverText) ? [serverText, ...rest] : rest
  // Microsoft leaves its own name out.
  const word = /[\w.-]{1,255}/.exec(serverText)?.[0] ?? '?'
  const server = methodOf(word.toLowerCase()) === undefined ? word : '?'
  return items.flatMap((item) => readItem(item, server))
}

/** Splits at semicolons that stand in no brackets. */
function partsOf(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')' && depth > 0) depth--
    if (character === ';' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

const aboutNames = ['smtp.mailfrom', 'smtp.mfrom', 'header.d', 'header.i', 'header.from', 'smtp.helo']

function readItem(item: string, server: string): AuthenticationResult[] {
  const match = /\b(spf|dkim|dmarc|arc|auth|iprev|bimi|compauth)\s*=\s*([a-z]{2,12})/i.exec(item)
  const method = methodOf(match?.[1]?.toLowerCase())
  if (match === null || method === undefined) return []
  const comment = /\(([^()]{1,300})/.exec(item)?.[1]?.trim()
  const properties = propertiesOf(item)
  const about = [...properties].find(([name]) => aboutNames.includes(name))?.[1]
  const result = { server, method, result: match[2]?.toLowerCase() ?? '', about }
  const told = comment === undefined ? {} : { comment }
  if (method === 'spf') return [{ ...result, ...told, ...spfDetails(properties, comment ?? '') }]
  return [{ ...result, ...told, ...(method === 'dkim' ? dkimDetails(properties) : {}) }]
}

function propertiesOf(item: string): ReadonlyMap<string, string> {
  const pairs = item.matchAll(/\b((?:smtp|header|policy)\.[a-z-]{1,30})\s*=\s*"?<?([^\s;()">]{1,255})/gi)
  return new Map([...pairs].map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

/** Google, Microsoft and others name the address only in the comment. */
function spfDetails(
  properties: ReadonlyMap<string, string>,
  comment: string,
): Partial<Pick<AuthenticationResult, 'address' | 'mailFrom' | 'helo'>> {
  const inComment = /(?:designates?|sender IP is|client-ip=|permit)\s+"?([0-9a-f.:]{3,45})/i.exec(
    comment,
  )?.[1]
  const address = properties.get('smtp.remote-ip') ?? properties.get('policy.iprev') ?? inComment
  const mailFrom = properties.get('smtp.mailfrom') ?? properties.get('smtp.mfrom')
  const helo = properties.get('smtp.helo')
  return {
    ...(address === undefined ? {} : { address }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
    ...(helo === undefined ? {} : { helo }),
  }
}

function dkimDetails(
  properties: ReadonlyMap<string, string>,
): Partial<Pick<AuthenticationResult, 'selector' | 'mark'>> {
  const [selector, mark] = [properties.get('header.s'), properties.get('header.b')]
  return { ...(selector === undefined ? {} : { selector }), ...(mark === undefined ? {} : { mark }) }
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

/** RFC 7208 §9.1: `pass (…) client-ip=192.0.2.1; envelope-from="a@b"; helo=c; receiver=d`. */
export function readReceivedSpf(value: string): AuthenticationResult[] {
  const text = value.slice(0, 4_000)
  const result = /^\s*([a-z]{4,9})/i.exec(text)?.[1]?.toLowerCase()
  if (result === undefined) return []
  const named = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*=\\s*"?<?([^\\s;">]{1,255})`, 'i').exec(text)?.[1]
  const server = named('receiver') ?? /^\s*\w+\s*\(([\w.-]{1,255}):/.exec(text)?.[1] ?? '?'
  const [address, mailFrom, helo] = [named('client-ip'), named('envelope-from'), named('helo')]
  return [
    {
      server,
      method: 'spf',
      result,
      about: mailFrom,
      ...(address === undefined ? {} : { address }),
      ...(mailFrom === undefined ? {} : { mailFrom }),
      ...(helo === undefined ? {} : { helo }),
    },
  ]
}
