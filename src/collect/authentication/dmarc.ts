import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { selfAndAncestors } from '../dns/domain-name.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { type DmarcRecord, isDmarcRecord, looksLikeDmarc, parseDmarcRecord } from './dmarc-record.ts'

export interface DmarcPublished {
  /** Where the policy that counts for the domain stands: the domain itself or one above it. */
  readonly at: string | undefined
  readonly record: DmarcRecord | undefined
  /** Records beside it at the same name: with two, receivers apply none (RFC 9989 §4.7). */
  readonly competing: readonly string[]
  /** Texts at `_dmarc` that were meant as a policy, or a policy at the domain itself. */
  readonly misplaced: readonly { readonly name: string; readonly text: string }[]
}

export const dmarcPublished = factAbout<string>()({
  id: 'authentication.dmarc-published',
  summary: 'The DMARC policy that counts for a domain, found by the tree walk of RFC 9989.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<DmarcPublished>> {
    const evidence: Evidence[] = []
    const found: { at: string; texts: readonly string[] }[] = []
    for (const at of walkOf(domain)) {
      const answer = await textRecords(world, `_dmarc.${at}`)
      if (answer.status === 'unknown') return answer
      evidence.push(...answer.evidence)
      if (answer.status === 'known') found.push({ at, texts: answer.value })
      // The domain's own record counts; its parents are only asked when there is none.
      if (at === domain && answer.status === 'known' && answer.value.some(isDmarcRecord)) break
    }
    return known(await judge(world, domain, found), ...evidence)
  },
})

/** At most 8 questions (RFC 9989 §4.10): names of more than 8 labels skip to their last 7. */
export function walkOf(domain: string): string[] {
  const all = selfAndAncestors(domain)
  return all.length <= 8 ? all : [domain, ...all.slice(-7)]
}

async function judge(
  world: World,
  domain: string,
  found: readonly { at: string; texts: readonly string[] }[],
): Promise<DmarcPublished> {
  const usable = found.flatMap(({ at, texts }) => {
    const records = texts.filter(isDmarcRecord)
    const [text] = records
    return text === undefined ? [] : [{ at, records, record: parseDmarcRecord(text) }]
  })
  const own = found.find(({ at }) => at === domain)
  const counts = usable.find(({ at }) => at === domain) ?? organizational(usable)
  const atDomain = counts === undefined ? await textRecords(world, domain) : undefined
  const wrongPlace = atDomain?.status === 'known' ? atDomain.value : []
  return {
    at: counts?.at,
    record: counts?.record,
    competing: counts !== undefined && counts.records.length > 1 ? counts.records : [],
    misplaced: [
      ...(own?.texts ?? []).filter(looksLikeDmarc).map((text) => ({ name: `_dmarc.${domain}`, text })),
      ...wrongPlace
        .filter((text) => isDmarcRecord(text) || looksLikeDmarc(text))
        .map((text) => ({ name: domain, text })),
    ],
  }
}

interface Walked {
  readonly at: string
  readonly records: readonly string[]
  readonly record: DmarcRecord
}

/** RFC 9989 §4.10.2: psd=n ends the walk; else the record with the fewest labels, a public suffix's last. */
function organizational(walked: readonly Walked[]): Walked | undefined {
  const declared = walked.find(({ record }) => record.publicSuffix === 'n')
  const organization = walked.findLast(({ record }) => record.publicSuffix !== 'y')
  return declared ?? organization ?? walked.at(-1)
}
