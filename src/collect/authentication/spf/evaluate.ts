import type { RecordType } from '../../../access/net/net.ts'
import { isDomainName, isWithin } from '../../dns/domain-name.ts'
import {
  type IpAddress,
  nibbles,
  parseIpAddress,
  reverseZoneName,
  sharesPrefix,
} from '../../dns/ip-address.ts'
import type { RecordLookUp } from '../../dns/look-up.ts'
import {
  expandDomain,
  expandMacros,
  type MacroString,
  type MacroValues,
  parseMacroString,
  usesValidatedName,
} from './macro.ts'
import { dnsError, permanent, type SpfError, type SpfEvaluation, type SpfQuestion } from './outcome.ts'
import {
  isSpfRecord,
  parseSpfRecord,
  type SpfDirective,
  type SpfDnsMechanism,
  type SpfRecord,
} from './record.ts'

/** RFC 7208 §4.6.4. */
export const spfLookupLimit = 10
const voidLookupLimit = 2
const namesLimit = 10

/** check_host() of RFC 7208 §4: may mail of this domain come from this address? */
export function evaluateSpf(question: SpfQuestion, lookUp: RecordLookUp): Promise<SpfEvaluation> {
  return new Evaluation(question, lookUp).run()
}

type Verdict = Pick<SpfEvaluation, 'result' | 'error' | 'matched'>

class Evaluation {
  readonly #question: SpfQuestion
  readonly #ask: RecordLookUp
  readonly #address: IpAddress
  #lookups = 0
  #voidLookups = 0

  constructor(question: SpfQuestion, ask: RecordLookUp) {
    this.#question = question
    this.#ask = ask
    const address = parseIpAddress(question.address)
    if (address === undefined) throw new Error(`not an address: ${question.address}`)
    this.#address = address
  }

  async run(): Promise<SpfEvaluation> {
    const { domain } = this.#question
    const usable = isDomainName(domain) && domain.replace(/\.$/, '').includes('.')
    const found = usable ? await this.#record(domain) : undefined
    if (found === undefined) return this.#finish({ result: 'none', error: undefined, matched: undefined })
    if ('kind' in found) return this.#finish(stopped(found))
    const verdict = await this.#check(domain, found)
    return this.#finish(
      verdict,
      verdict.result === 'fail' ? await this.#explanation(domain, found, verdict) : undefined,
    )
  }

  #finish(verdict: Verdict, explanation?: string): SpfEvaluation {
    return { ...verdict, lookups: this.#lookups, voidLookups: this.#voidLookups, explanation }
  }

  /** The one record of a domain; none: undefined. */
  async #record(domain: string): Promise<SpfRecord | SpfError | undefined> {
    const answer = await this.#ask(domain, 'TXT')
    if (answer.status === 'unknown') return dnsError(domain, 'TXT', answer.because.text)
    const records = answer.status === 'known' ? answer.value.filter(isSpfRecord) : []
    const [text] = records
    if (text === undefined) return undefined
    if (records.length > 1)
      return permanent('multiple-records', domain, '', `${domain} has ${records.length} SPF records`)
    const record = parseSpfRecord(text)
    const [first] = record.errors
    return first === undefined ? record : permanent('syntax', domain, first.term, first.text)
  }

  async #check(domain: string, record: SpfRecord): Promise<Verdict> {
    for (const directive of record.directives) {
      const matches = await this.#matches(directive, domain)
      if (typeof matches === 'object') return stopped(matches)
      if (matches)
        return { result: directive.qualifier, error: undefined, matched: { domain, term: directive.term } }
    }
    if (record.redirect === undefined) return { result: 'neutral', error: undefined, matched: undefined }
    return this.#redirect(domain, record.redirect)
  }

  async #redirect(
    domain: string,
    { domain: target, term }: { domain: MacroString; term: string },
  ): Promise<Verdict> {
    const tooMany = this.#countLookup(domain, term)
    if (tooMany !== undefined) return stopped(tooMany)
    const name = await this.#expand(target, domain)
    const found = isDomainName(name) ? await this.#record(name) : undefined
    if (found === undefined)
      return stopped(permanent('include-without-record', domain, term, `${name} has no SPF record`))
    if ('kind' in found) return stopped(found)
    const verdict = await this.#check(name, found)
    // RFC 7208 §6.2: the explanation of the redirected domain counts, not ours.
    if (verdict.result === 'fail') this.#explaining ??= { domain: name, record: found }
    return verdict
  }

  #explaining: { domain: string; record: SpfRecord } | undefined

  #matches(
    { mechanism, term }: SpfDirective,
    domain: string,
  ): Promise<boolean | SpfError> | boolean | SpfError {
    if (mechanism.kind === 'all') return true
    if ('address' in mechanism) return sharesPrefix(this.#address, mechanism.address, mechanism.prefixBits)
    return this.#countLookup(domain, term) ?? this.#asks(mechanism, domain, term)
  }

  async #asks(mechanism: SpfDnsMechanism, domain: string, term: string): Promise<boolean | SpfError> {
    const name = mechanism.domain === undefined ? domain : await this.#expand(mechanism.domain, domain)
    switch (mechanism.kind) {
      case 'include':
        return this.#include(name, domain, term)
      case 'exists': {
        const answer = await this.#query(name, 'A', domain, term)
        return 'kind' in answer ? answer : answer.data.length > 0
      }
      case 'a':
        return this.#hostMatches([name], mechanism, domain, term)
      case 'mx': {
        const answer = await this.#query(name, 'MX', domain, term)
        if ('kind' in answer) return answer
        if (answer.data.length > namesLimit)
          return permanent('too-many-exchangers', domain, term, `${name} has more than 10 MX hosts`)
        const hosts = answer.data.map((data) => data.split(' ')[1] ?? '').filter((host) => host !== '')
        return this.#hostMatches(hosts, mechanism, domain, term)
      }
      case 'ptr': {
        const names = await this.#validatedNames()
        return names.some((one) => isWithin(one, name))
      }
    }
  }

  async #include(name: string, domain: string, term: string): Promise<boolean | SpfError> {
    const found = isDomainName(name) ? await this.#record(name) : undefined
    if (found === undefined)
      return permanent('include-without-record', domain, term, `${name} has no SPF record`)
    if ('kind' in found) return found
    const { result, error } = await this.#check(name, found)
    this.#explaining = undefined
    return error ?? result === 'pass'
  }

  async #hostMatches(
    hosts: readonly string[],
    bits: { readonly prefixBits4: number; readonly prefixBits6: number },
    domain: string,
    term: string,
  ): Promise<boolean | SpfError> {
    const prefixBits = this.#address.family === 4 ? bits.prefixBits4 : bits.prefixBits6
    for (const host of hosts) {
      const answer = await this.#query(host, this.#address.family === 4 ? 'A' : 'AAAA', domain, term)
      if ('kind' in answer) return answer
      const addresses = answer.data.map(parseIpAddress).filter((address) => address !== undefined)
      if (addresses.some((address) => sharesPrefix(this.#address, address, prefixBits))) return true
    }
    return false
  }

  /** A question that counts as void when it has no answer (RFC 7208 §4.6.4). */
  async #query(
    name: string,
    type: RecordType,
    domain: string,
    term: string,
  ): Promise<{ readonly data: readonly string[] } | SpfError> {
    if (!isDomainName(name)) return { data: [] }
    const answer = await this.#ask(name, type)
    if (answer.status === 'unknown') return dnsError(name, type, answer.because.text)
    if (answer.status === 'known') return { data: answer.value }
    this.#voidLookups++
    if (this.#voidLookups <= voidLookupLimit) return { data: [] }
    return permanent(
      'too-many-void-lookups',
      domain,
      term,
      'more than two terms lead to names that do not exist',
    )
  }

  #countLookup(domain: string, term: string): SpfError | undefined {
    this.#lookups++
    if (this.#lookups <= spfLookupLimit) return undefined
    return permanent('too-many-lookups', domain, term, 'more than ten terms need the DNS')
  }

  /** Names of the PTR of the address that lead back to it (RFC 7208 §5.5); DNS errors are no match. */
  async #validatedNames(): Promise<string[]> {
    const answer = await this.#ask(reverseZoneName(this.#address), 'PTR')
    if (answer.status !== 'known') return []
    const validated: string[] = []
    for (const name of answer.value.slice(0, namesLimit)) {
      const addresses = await this.#ask(name, this.#address.family === 4 ? 'A' : 'AAAA')
      if (addresses.status !== 'known') continue
      const all = addresses.value.map(parseIpAddress).filter((address) => address !== undefined)
      if (all.some((address) => sharesPrefix(address, this.#address, 128))) validated.push(name)
    }
    return validated
  }

  async #expand(parts: MacroString, domain: string): Promise<string> {
    return expandDomain(parts, await this.#values(parts, domain))
  }

  async #values(parts: MacroString, domain: string): Promise<MacroValues> {
    const { sender, address, helo, timestampSeconds = 0 } = this.#question
    const at = sender.lastIndexOf('@')
    const localPart = at > 0 ? sender.slice(0, at) : 'postmaster'
    const senderDomain = at === -1 ? this.#question.domain : sender.slice(at + 1)
    const text = (this.#address.family === 4 ? this.#address.bytes.map(String) : nibbles(this.#address)).join(
      '.',
    )
    return {
      sender: `${localPart}@${senderDomain}`,
      localPart,
      senderDomain,
      domain,
      dottedAddress: text,
      addressText: this.#address.family === 4 ? text : address.toLowerCase(),
      family: this.#address.family,
      helo,
      validatedName: usesValidatedName(parts) ? await this.#bestName(domain) : 'unknown',
      timestampSeconds,
    }
  }

  /** `%{p}`: the domain itself if validated, else a name below it, else any, else "unknown". */
  async #bestName(domain: string): Promise<string> {
    const names = await this.#validatedNames()
    return (
      names.find((name) => name.toLowerCase() === domain.toLowerCase()) ??
      names.find((name) => isWithin(name, domain)) ??
      names[0] ??
      'unknown'
    )
  }

  async #explanation(domain: string, record: SpfRecord, { matched }: Verdict): Promise<string | undefined> {
    const source = this.#explaining ?? { domain: matched?.domain ?? domain, record }
    if (source.record.explanation === undefined) return undefined
    const name = await this.#expand(source.record.explanation, source.domain)
    const answer = isDomainName(name) ? await this.#ask(name, 'TXT') : undefined
    if (answer?.status !== 'known' || answer.value.length !== 1) return undefined
    const parts = parseMacroString(answer.value[0] ?? '', true)
    return parts === undefined ? undefined : expandMacros(parts, await this.#values(parts, source.domain))
  }
}

function stopped(error: SpfError): Verdict {
  return { result: error.result, error, matched: undefined }
}
