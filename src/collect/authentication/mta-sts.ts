import { type Evidence, known, type Reason } from '../../access/answer.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'

type MtaStsMode = 'enforce' | 'testing' | 'none'

/** A policy file (RFC 8461 §3.2). */
export interface MtaStsPolicy {
  readonly mode: MtaStsMode | undefined
  readonly maxAgeSeconds: number | undefined
  /** `mx` patterns, lower case. */
  readonly patterns: readonly string[]
  readonly errors: readonly string[]
}

export type MtaStsFetch =
  | { readonly outcome: 'policy'; readonly policy: MtaStsPolicy }
  /** The web server answered, with something else than a policy. */
  | { readonly outcome: 'http-error'; readonly statusCode: number }
  /** The certificate does not verify: senders must not use the policy (RFC 8461 §3.3). */
  | { readonly outcome: 'certificate-error'; readonly text: string }
  | { readonly outcome: 'not-told'; readonly because: Reason }

export interface MtaSts {
  readonly record: string
  readonly fetched: MtaStsFetch
  readonly evidence: readonly Evidence[]
}

export const mtaSts = factAbout<string>()({
  id: 'authentication.mta-sts',
  summary: 'MTA-STS record and policy of a domain. Absent: the domain does not use it.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<MtaSts>> {
    const answer = await textRecords(world, `_mta-sts.${domain}`)
    if (answer.status !== 'known') return answer
    const record = answer.value.find((text) => /^v=STSv1\s*;/.test(text))
    if (record === undefined) return { status: 'absent', evidence: answer.evidence }
    const page = await world.net.fetch(`https://mta-sts.${domain}/.well-known/mta-sts.txt`)
    const evidence = [...answer.evidence, ...(page.status === 'unknown' ? [] : page.evidence)]
    return known({ record, fetched: fetchedFrom(page), evidence }, ...evidence)
  },
})

function fetchedFrom(page: Fact<{ statusCode: number; body: string }>): MtaStsFetch {
  if (page.status === 'unknown') {
    const { text } = page.because
    return isCertificateError(text)
      ? { outcome: 'certificate-error', text }
      : { outcome: 'not-told', because: page.because }
  }
  if (page.status === 'absent') return { outcome: 'http-error', statusCode: 404 }
  // Redirects are not followed (RFC 8461 §3.3).
  if (page.value.statusCode !== 200) return { outcome: 'http-error', statusCode: page.value.statusCode }
  return { outcome: 'policy', policy: parseMtaStsPolicy(page.value.body) }
}

/** OpenSSL's and Node's words for a certificate that does not verify. */
function isCertificateError(text: string): boolean {
  return /\b(?:CERT_[A-Z_]+|certificate|self[- ]signed|UNABLE_TO_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID|altnames?)\b/i.test(
    text,
  )
}

/** `key: value` lines; unknown keys are ignored (RFC 8461 §3.2). Never throws. */
export function parseMtaStsPolicy(body: string): MtaStsPolicy {
  const errors: string[] = []
  const patterns: string[] = []
  const values = new Map<string, string>()
  for (const line of body.split(/\r?\n/).slice(0, 500)) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const [key, value] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    if (key === 'mx') patterns.push(value.toLowerCase().replace(/\.$/, ''))
    else if (!values.has(key)) values.set(key, value)
  }
  if (values.get('version') !== 'STSv1') errors.push('version: STSv1 is missing')
  const mode = values.get('mode')
  const known = mode === 'enforce' || mode === 'testing' || mode === 'none' ? mode : undefined
  if (known === undefined) errors.push(`mode: ${mode ?? '(missing)'} is not enforce, testing or none`)
  const maxAge = values.get('max_age') ?? ''
  if (!/^[0-9]{1,10}$/.test(maxAge)) errors.push('max_age is missing or no number')
  if (patterns.length === 0 && known !== 'none') errors.push('no mx line')
  return {
    mode: known,
    maxAgeSeconds: /^[0-9]{1,10}$/.test(maxAge) ? Number(maxAge) : undefined,
    patterns,
    errors,
  }
}

/** `*.example.org` covers one label to the left, no more (RFC 8461 §4.1). */
export function coversExchanger(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot) === pattern.slice(1)
}
