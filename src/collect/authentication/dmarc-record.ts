type DmarcPolicy = 'none' | 'quarantine' | 'reject'

/** A DMARC policy record, read (RFC 9989 §4.8; RFC 7489 §6.3 before it). */
export interface DmarcRecord {
  readonly text: string
  readonly policy: DmarcPolicy
  readonly subdomainPolicy: DmarcPolicy | undefined
  /** `np=`: for names that do not exist. */
  readonly missingDomainPolicy: DmarcPolicy | undefined
  /** `s`: the domains must be equal; `r`: the same organisation is enough. */
  readonly dkimAlignment: 'r' | 's'
  readonly spfAlignment: 'r' | 's'
  readonly publicSuffix: 'y' | 'n' | 'u'
  /** `t=y`: the owner asks receivers not to enforce yet. */
  readonly testing: boolean
  readonly reportTo: readonly string[]
  /** Why receivers treat the domain as one without a policy, or ignore a tag. */
  readonly errors: readonly string[]
}

/** Whether a TXT record says that it is DMARC: `v=DMARC1` first, in this case (RFC 9989 §4.7). */
export function isDmarcRecord(text: string): boolean {
  return /^[ \t]*v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text)
}

/** Text that was meant as a policy and is none: wrong case, wrong order, a misspelt version. */
export function looksLikeDmarc(text: string): boolean {
  return !isDmarcRecord(text) && /(?:^|[;"\s])v\s*=\s*dmarc/i.test(text.slice(0, 1_000))
}

/** Parses the tags. Unknown tags are ignored, as receivers do. Never throws. */
export function parseDmarcRecord(text: string): DmarcRecord {
  const errors: string[] = []
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const equals = part.indexOf('=')
    const name = part.slice(0, Math.max(0, equals)).trim().toLowerCase()
    if (!/^[a-z]{1,20}$/.test(name)) errors.push(`"${part.trim().slice(0, 40)}" is no tag`)
    else if (tags.has(name)) errors.push(`${name}= stands twice`)
    else tags.set(name, part.slice(equals + 1).trim())
  }
  const reportTo = (tags.get('rua') ?? '')
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '')
  for (const uri of reportTo)
    if (!/^[a-z][a-z0-9+.-]*:/i.test(uri)) errors.push(`rua= needs mailto: before ${uri.slice(0, 60)}`)
  return {
    text,
    policy: policyOf(tags.get('p'), reportTo, errors),
    subdomainPolicy: optionalPolicy('sp', tags.get('sp'), errors),
    missingDomainPolicy: optionalPolicy('np', tags.get('np'), errors),
    dkimAlignment: alignment('adkim', tags.get('adkim'), errors),
    spfAlignment: alignment('aspf', tags.get('aspf'), errors),
    publicSuffix: publicSuffix(tags.get('psd')),
    testing: tags.get('t') === 'y',
    reportTo,
    errors,
  }
}

/** A missing or unknown p= counts as "none" if reports are asked for, else the record as absent. */
function policyOf(value: string | undefined, reportTo: readonly string[], errors: string[]): DmarcPolicy {
  const policy = optionalPolicy('p', value, errors)
  if (value === undefined && reportTo.length === 0) errors.push('p= is missing')
  return policy ?? 'none'
}

function optionalPolicy(tag: string, value: string | undefined, errors: string[]): DmarcPolicy | undefined {
  const lower = value?.toLowerCase()
  if (lower === undefined || lower === 'none' || lower === 'quarantine' || lower === 'reject') return lower
  errors.push(`${tag}=${lower.slice(0, 40)} is not none, quarantine or reject`)
  return undefined
}

function alignment(tag: string, value: string | undefined, errors: string[]): 'r' | 's' {
  const lower = value?.toLowerCase() ?? 'r'
  if (lower === 'r' || lower === 's') return lower
  errors.push(`${tag}=${lower.slice(0, 40)} is not r or s`)
  return 'r'
}

function publicSuffix(value: string | undefined): 'y' | 'n' | 'u' {
  return value === 'y' || value === 'n' ? value : 'u'
}
