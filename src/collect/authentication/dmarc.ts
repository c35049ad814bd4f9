import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { type DmarcRecord, isDmarcRecord, looksLikeDmarc, parseDmarcRecord } from './dmarc-record.ts'
import { policySourceOf, walkOf } from './dmarc-tree.ts'

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
  const source = policySourceOf(domain, usable).policy
  const counts = usable.find(({ at }) => at === source?.at)
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
