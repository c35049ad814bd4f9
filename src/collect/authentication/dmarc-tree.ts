import type { Evidence, Reason } from '../../access/answer.ts'
import { selfAndAncestors } from '../dns/domain-name.ts'
import type { RecordLookUp } from '../dns/look-up.ts'
import { type DmarcRecord, isDmarcRecord, parseDmarcRecord } from './dmarc-record.ts'

/** A name on the walk at which there is a policy record. */
export interface PolicyOnTheWay {
  readonly at: string
  readonly record: DmarcRecord
}

/** The policy that counts for a domain, and the domain of its organisation. */
export interface DmarcPolicySource {
  readonly policy: PolicyOnTheWay | undefined
  readonly organizationalDomain: string
}

/** At most 8 questions (RFC 9989 §4.10): names of 8 labels and more go on with their last 7. */
export function walkOf(domain: string): string[] {
  const all = selfAndAncestors(domain)
  return all.length <= 8 ? all : [domain, ...all.slice(-7)]
}

/**
 * The DNS tree walk of RFC 9989 §4.10, from the longest name up; it ends at a record that says whether its
 * name is a public suffix. Several records at one name count as none. A question that nobody answers ends it.
 */
export async function walkDmarcTree(
  domain: string,
  lookUp: RecordLookUp,
): Promise<{ readonly found: readonly PolicyOnTheWay[]; readonly stoppedBy: Reason | undefined }> {
  const found: PolicyOnTheWay[] = []
  for (const at of walkOf(domain)) {
    const answer = await lookUp(`_dmarc.${at}`, 'TXT')
    if (answer.status === 'unknown') return { found, stoppedBy: answer.because }
    const [text, ...others] = answer.status === 'known' ? answer.value.filter(isDmarcRecord) : []
    if (text === undefined || others.length > 0) continue
    const record = parseDmarcRecord(text)
    found.push({ at, record })
    if (record.publicSuffix !== 'u') break
  }
  return { found, stoppedBy: undefined }
}

/** RFC 9989 §4.10.2: `psd=n` names it; below `psd=y` it is one label longer; else the shortest name with a record. */
export function organizationalDomainOf(domain: string, found: readonly PolicyOnTheWay[]): string {
  for (const { at, record } of found) {
    if (record.publicSuffix === 'n') return at
    if (record.publicSuffix === 'y' && at !== domain)
      return domain
        .split('.')
        .slice(-(at.split('.').length + 1))
        .join('.')
  }
  return found.at(-1)?.at ?? domain
}

/** RFC 9989 §4.10.1: the domain's own record, else its organisation's, else that of the public suffix above it. */
export function policySourceOf(domain: string, found: readonly PolicyOnTheWay[]): DmarcPolicySource {
  const organizationalDomain = organizationalDomainOf(domain, found)
  const at = (name: string): PolicyOnTheWay | undefined => found.find((one) => one.at === name)
  const suffix = found.find(({ record }) => record.publicSuffix === 'y')
  return { policy: at(domain) ?? at(organizationalDomain) ?? suffix, organizationalDomain }
}

/** Whether an answer without records says that the name itself is not there. */
export function saysNoSuchName(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ text }) => text.startsWith('NXDOMAIN'))
}
