import { isDomainName } from '../dns/domain-name.ts'
import type { RecordLookUp } from '../dns/look-up.ts'
import type { MacroString } from './spf/macro.ts'
import { isSpfRecord, parseSpfRecord, type SpfRecord } from './spf/record.ts'

/** A record in the tree that a domain's SPF makes by include and redirect. */
interface SpfTreeRecord {
  readonly domain: string
  readonly record: SpfRecord
}

/** What an address that matches nothing would make a receiver read: the whole tree. */
export interface SpfTree {
  readonly records: readonly SpfTreeRecord[]
  /** Terms that cost a DNS question, over the tree, each time that they are met (RFC 7208 §4.6.4). */
  readonly lookupTerms: number
  /** Included or redirected to, and without one SPF record: a permanent error when it is met. */
  readonly withoutRecord: readonly { readonly domain: string; readonly term: string }[]
  /** Could not be asked, or depends on the mail (macros): the counts are lower bounds. */
  readonly unread: readonly string[]
}

/** Recursion ends here: a tree that is deeper or wider is over every limit. */
const recordsLimit = 40

/** Reads the record of a domain and all that it includes, whatever address sends. */
export async function spfTreeOf(domain: string, lookUp: RecordLookUp): Promise<SpfTree> {
  const records: SpfTreeRecord[] = []
  const withoutRecord: { domain: string; term: string }[] = []
  const unread: string[] = []
  let lookupTerms = 0
  const open: { domain: string; term: string }[] = [{ domain, term: '' }]
  for (let next = open.pop(); next !== undefined && records.length < recordsLimit; next = open.pop()) {
    const answer = await lookUp(next.domain, 'TXT')
    if (answer.status === 'unknown') {
      unread.push(next.domain)
      continue
    }
    const found = answer.status === 'known' ? answer.value.filter(isSpfRecord) : []
    const [text] = found
    if (text === undefined || found.length > 1) {
      if (next.term !== '') withoutRecord.push(next)
      continue
    }
    const record = parseSpfRecord(text)
    records.push({ domain: next.domain, record })
    lookupTerms += countLookupTerms(record)
    for (const target of targets(record)) {
      if (target.domain === undefined) unread.push(target.term)
      else open.push({ domain: target.domain, term: target.term })
    }
  }
  return { records, lookupTerms, withoutRecord, unread }
}

function countLookupTerms({ directives, redirect }: SpfRecord): number {
  const asking = directives.filter(({ mechanism }) => mechanism.kind !== 'all' && !('address' in mechanism))
  return asking.length + (redirect !== undefined && !endsWithAll({ directives }) ? 1 : 0)
}

function targets(record: SpfRecord): { domain: string | undefined; term: string }[] {
  const includes = record.directives.flatMap(({ mechanism, term }) =>
    mechanism.kind === 'include' ? [{ domain: plain(mechanism.domain), term }] : [],
  )
  const { redirect } = record
  if (redirect === undefined || endsWithAll(record)) return includes
  return [...includes, { domain: plain(redirect.domain), term: redirect.term }]
}

/** "all" always matches: what follows, and a redirect, is never reached (RFC 7208 §5.1). */
function endsWithAll({ directives }: Pick<SpfRecord, 'directives'>): boolean {
  return directives.some(({ mechanism }) => mechanism.kind === 'all')
}

function plain(parts: MacroString): string | undefined {
  const text = parts
    .map((part) => ('literal' in part ? part.literal : '%'))
    .join('')
    .replace(/\.$/, '')
  return text.includes('%') || !isDomainName(text) ? undefined : text
}
