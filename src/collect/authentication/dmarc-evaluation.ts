import { normalName } from '../dns/domain-name.ts'
import type { RecordLookUp } from '../dns/look-up.ts'
import type { DmarcRecord } from './dmarc-record.ts'
import {
  organizationalDomainOf,
  type PolicyOnTheWay,
  policySourceOf,
  saysNoSuchName,
  walkDmarcTree,
} from './dmarc-tree.ts'

/** What a receiver holds when it evaluates DMARC. */
export interface DmarcQuestion {
  /** Domain of the address in From. */
  readonly fromDomain: string
  /** Domains that SPF (of MAIL FROM) and DKIM speak for, with their results. */
  readonly identities: readonly DmarcIdentity[]
}

export interface DmarcIdentity {
  readonly method: 'spf' | 'dkim'
  readonly domain: string
  /** `pass` counts; `temperror` and `unknown` leave open what would have been. */
  readonly result: string
}

export interface DmarcEvaluation {
  readonly result: 'pass' | 'fail' | 'none' | 'permerror' | 'temperror' | 'unknown'
  /** What the owner asks receivers to do with mail that fails. */
  readonly policy: DmarcRecord['policy'] | undefined
  readonly record: DmarcRecord | undefined
  /** Where the record stands. */
  readonly at: string | undefined
  readonly organizationalDomain: string
  /** Passed, and of the same organisation as From. */
  readonly aligned: readonly DmarcIdentity[]
  /** Passed, but speaks for somebody else. */
  readonly unaligned: readonly DmarcIdentity[]
}

/** Evaluates DMARC (RFC 9989 §4.10, §5.3) with the results of SPF and DKIM at hand. Pure but for the DNS. */
export async function evaluateDmarc(question: DmarcQuestion, lookUp: RecordLookUp): Promise<DmarcEvaluation> {
  const fromDomain = normalName(question.fromDomain)
  const { found, stoppedBy } = await walkDmarcTree(fromDomain, lookUp)
  const { policy, organizationalDomain } = policySourceOf(fromDomain, found)
  const nothing = {
    policy: undefined,
    record: undefined,
    at: undefined,
    organizationalDomain,
    aligned: [],
    unaligned: [],
  }
  // The domain's own record counts whatever is above it; without it, the walk must have been whole.
  if (stoppedBy !== undefined && policy?.at !== fromDomain) return { ...nothing, result: 'temperror' }
  if (policy === undefined) return { ...nothing, result: 'none' }
  const { record, at } = policy
  const known = { ...nothing, record, at }
  if (isUnusable(record)) return { ...known, result: 'permerror' }
  const asked = await policyFor(fromDomain, policy, lookUp)
  const passed = question.identities.filter(({ result }) => result === 'pass')
  const states = await Promise.all(
    passed.map((one) => isAligned(one, fromDomain, organizationalDomain, record, lookUp)),
  )
  const aligned = passed.filter((_, index) => states[index] === true)
  const open =
    states.includes(undefined) ||
    question.identities.some(({ result }) => result === 'temperror' || result === 'unknown')
  return {
    ...known,
    policy: asked,
    result: aligned.length > 0 ? 'pass' : open ? 'unknown' : 'fail',
    aligned,
    unaligned: passed.filter((_, index) => states[index] === false),
  }
}

/** RFC 9989 §4.7: without a policy that can be read, and nobody to report to, the record counts for nothing. */
function isUnusable({ errors, reportTo }: DmarcRecord): boolean {
  return reportTo.length === 0 && errors.some((error) => /^p(?:= is missing|=)/.test(error))
}

async function policyFor(
  fromDomain: string,
  { at, record }: PolicyOnTheWay,
  lookUp: RecordLookUp,
): Promise<DmarcRecord['policy']> {
  if (at === fromDomain) return record.policy
  const inherited = record.subdomainPolicy ?? record.policy
  if (record.missingDomainPolicy === undefined) return inherited
  const answer = await lookUp(fromDomain, 'A')
  return answer.status === 'absent' && saysNoSuchName(answer.evidence)
    ? record.missingDomainPolicy
    : inherited
}

/** undefined: the DNS did not tell whether both belong to one organisation. */
async function isAligned(
  { method, domain }: DmarcIdentity,
  fromDomain: string,
  organizationalDomain: string,
  record: DmarcRecord,
  lookUp: RecordLookUp,
): Promise<boolean | undefined> {
  const own = normalName(domain)
  if (own === fromDomain) return true
  if ((method === 'spf' ? record.spfAlignment : record.dkimAlignment) === 's') return false
  if (own === organizationalDomain) return true
  const { found, stoppedBy } = await walkDmarcTree(own, lookUp)
  if (stoppedBy !== undefined) return undefined
  return organizationalDomainOf(own, found) === organizationalDomain
}
