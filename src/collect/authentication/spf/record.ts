import { type IpAddress, parseIpAddress } from '../../dns/ip-address.ts'
import { type MacroString, parseMacroString } from './macro.ts'

type SpfQualifier = 'pass' | 'fail' | 'softfail' | 'neutral'

/** Counted, and limited to ten (RFC 7208 §4.6.4). */
export type SpfDnsMechanism =
  | { readonly kind: 'include' | 'exists'; readonly domain: MacroString }
  | {
      readonly kind: 'a' | 'mx'
      readonly domain: MacroString | undefined
      readonly prefixBits4: number
      readonly prefixBits6: number
    }
  | { readonly kind: 'ptr'; readonly domain: MacroString | undefined }

type SpfMechanism =
  | { readonly kind: 'all' }
  | SpfDnsMechanism
  | { readonly kind: 'ip4' | 'ip6'; readonly address: IpAddress; readonly prefixBits: number }

export interface SpfDirective {
  readonly qualifier: SpfQualifier
  readonly mechanism: SpfMechanism
  /** Verbatim. */
  readonly term: string
}

/** What is wrong, where: `position` counts characters of the record, from 0. */
interface SpfSyntaxError {
  readonly position: number
  readonly term: string
  readonly text: string
}

export interface SpfRecord {
  readonly text: string
  readonly directives: readonly SpfDirective[]
  readonly redirect: { readonly domain: MacroString; readonly term: string } | undefined
  readonly explanation: MacroString | undefined
  /** Any of these makes the whole record a permerror (RFC 7208 §4.6). */
  readonly errors: readonly SpfSyntaxError[]
}

/** Whether a TXT record is an SPF record: `v=spf1`, then a blank or the end (RFC 7208 §4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

const qualifiers: Readonly<Record<string, SpfQualifier>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
}

type Parsed<T> = T | { readonly error: string }

/** Parses a record by the grammar of RFC 7208 §12. Errors are collected; never throws. */
export function parseSpfRecord(text: string): SpfRecord {
  const directives: SpfDirective[] = []
  const errors: SpfSyntaxError[] = []
  const modifiers = new Map<string, { domain: MacroString; term: string }>()
  for (const { term, position } of splitTerms(text)) {
    const fault = (error: string) => errors.push({ position, term, text: error })
    const modifier = /^([A-Za-z][A-Za-z0-9_.-]*)=(.*)$/s.exec(term)
    if (modifier === null) {
      const directive = parseDirective(term)
      if ('error' in directive) fault(directive.error)
      else directives.push(directive)
      continue
    }
    const [, name = '', value = ''] = modifier
    const parsed = parseModifier(name.toLowerCase(), value)
    if ('error' in parsed) fault(parsed.error)
    else if (parsed.known && modifiers.has(name.toLowerCase())) fault(`${name}= stands twice`)
    else modifiers.set(name.toLowerCase(), { domain: parsed.domain, term })
  }
  return {
    text,
    directives,
    redirect: modifiers.get('redirect'),
    explanation: modifiers.get('exp')?.domain,
    errors,
  }
}

/** Only the blank separates terms (not the tab, not the line end). */
function splitTerms(text: string): { term: string; position: number }[] {
  const terms: { term: string; position: number }[] = []
  let position = 'v=spf1'.length
  for (const term of text.slice(position).split(' ')) {
    if (term !== '') terms.push({ term, position })
    position += term.length + 1
  }
  return terms
}

function parseModifier(name: string, value: string): Parsed<{ domain: MacroString; known: boolean }> {
  const known = name === 'redirect' || name === 'exp'
  const domain = known ? parseDomainSpec(value) : parseMacroString(value)
  if (domain === undefined) return { error: `${name}= has no valid value` }
  return { domain, known }
}

function parseDirective(term: string): Parsed<SpfDirective> {
  const qualifier = qualifiers[term[0] ?? '']
  const body = qualifier === undefined ? term : term.slice(1)
  const [, name = '', rest = ''] = /^([A-Za-z][A-Za-z0-9]*)(.*)$/s.exec(body) ?? []
  const mechanism = parseMechanism(name.toLowerCase(), rest)
  return 'error' in mechanism ? mechanism : { qualifier: qualifier ?? 'pass', mechanism, term }
}

function parseMechanism(name: string, rest: string): Parsed<SpfMechanism> {
  switch (name) {
    case 'all':
      return rest === '' ? { kind: 'all' } : { error: 'nothing may follow "all"' }
    case 'include':
    case 'exists': {
      const domain = rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : undefined
      return domain === undefined
        ? { error: `${name} needs a domain: ${name}:example.org` }
        : { kind: name, domain }
    }
    case 'a':
    case 'mx':
      return parseHostMechanism(name, rest)
    case 'ptr': {
      if (rest === '') return { kind: 'ptr', domain: undefined }
      const domain = rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : undefined
      return domain === undefined ? { error: 'what follows "ptr" is not a domain' } : { kind: 'ptr', domain }
    }
    case 'ip4':
    case 'ip6':
      return parseAddressMechanism(name, rest)
    default:
      return { error: unknownMechanism(name) }
  }
}

const oftenMeant: Readonly<Record<string, string>> = { ipv4: 'ip4', ipv6: 'ip6', ip: 'ip4', txt: 'include' }

function unknownMechanism(name: string): string {
  const meant = oftenMeant[name]
  const hint = meant === undefined ? '' : `; "${meant}" is meant`
  return name === '' ? 'not a mechanism' : `there is no mechanism "${name}"${hint}`
}

function parseHostMechanism(kind: 'a' | 'mx', rest: string): Parsed<SpfMechanism> {
  const [, spec = '', , four, , six] = /^(.*?)(\/([0-9]*))?(\/\/([0-9]*))?$/s.exec(rest) ?? []
  const prefixBits4 = prefixLength(four, 32)
  const prefixBits6 = prefixLength(six, 128)
  if (prefixBits4 === undefined || prefixBits6 === undefined)
    return { error: 'the prefix length is not valid' }
  if (spec === '') return { kind, domain: undefined, prefixBits4, prefixBits6 }
  const domain = spec.startsWith(':') ? parseDomainSpec(spec.slice(1)) : undefined
  if (domain === undefined) return { error: `what follows "${kind}" is not a domain` }
  return { kind, domain, prefixBits4, prefixBits6 }
}

function parseAddressMechanism(kind: 'ip4' | 'ip6', rest: string): Parsed<SpfMechanism> {
  const [, text = '', , bits] = /^:([^/]*)(\/([0-9]*))?$/s.exec(rest) ?? []
  // `::ffff:192.0.2.1` is IPv6 by its form here, though it is an IPv4 address by its meaning.
  const address = parseIpAddress(text)
  const rightForm = kind === 'ip4' ? !text.includes(':') : text.includes(':')
  if (address === undefined || !rightForm)
    return { error: `"${kind}" needs an address: ${kind}:${kind === 'ip4' ? '192.0.2.1' : '2001:db8::1'}` }
  const prefixBits = prefixLength(bits, kind === 'ip4' ? 32 : 128)
  if (prefixBits === undefined) return { error: 'the prefix length is not valid' }
  const mapped = kind === 'ip6' && address.family === 4
  return { kind, address, prefixBits: mapped ? Math.max(0, prefixBits - 96) : prefixBits }
}

/** Digits after a slash, no leading zero; no slash: the whole address. */
function prefixLength(digits: string | undefined, greatest: number): number | undefined {
  if (digits === undefined) return greatest
  return /^(0|[1-9][0-9]{0,2})$/.test(digits) && Number(digits) <= greatest ? Number(digits) : undefined
}

/** domain-spec: a macro-string that ends in a top label or a macro (RFC 7208 §7.1). */
function parseDomainSpec(text: string): MacroString | undefined {
  const parts = parseMacroString(text)
  const last = parts?.at(-1)
  if (parts === undefined || last === undefined) return undefined
  if ('letter' in last) return parts
  if (/%[%_-]$/.test(text)) return parts
  const top = /\.([A-Za-z0-9-]+)\.?$/.exec(last.literal)?.[1] ?? ''
  const isTopLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(top) && !/^[0-9]+$/.test(top)
  return isTopLabel ? parts : undefined
}
