import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { visibleAddresses } from '../dns/visible-addresses.ts'
import { type Fact, factAbout } from '../fact.ts'
import { heloName } from '../mail/helo-name.ts'
import { evaluateSpf } from './spf/evaluate.ts'
import type { SpfEvaluation } from './spf/outcome.ts'
import { isSpfRecord } from './spf/record.ts'
import { spfLookUp } from './spf-lookups.ts'
import { type SpfTree, spfTreeOf } from './spf-tree.ts'

export interface SpfPublished {
  /** Verbatim; more than one is an error (RFC 7208 §4.5). */
  readonly records: readonly string[]
  /** All that the only record includes; undefined where there is not exactly one. */
  readonly tree: SpfTree | undefined
}

export const spfPublished = factAbout<string>()({
  id: 'authentication.spf-published',
  summary: 'The SPF records of a domain, with all that they include. Absent: none.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<SpfPublished>> {
    const answer = await textRecords(world, domain)
    if (answer.status !== 'known') return answer
    const records = answer.value.filter(isSpfRecord)
    if (records.length === 0) return { status: 'absent', evidence: answer.evidence }
    const evidence: Evidence[] = records.map((text) => ({
      kind: 'dns',
      where: answer.evidence[0]?.where ?? `${domain} TXT`,
      text,
      at: isoTime(world.clock.now()),
    }))
    const tree = records.length === 1 ? await spfTreeOf(domain, spfLookUp(world)) : undefined
    return known({ records, tree }, ...evidence)
  },
})

/** How receivers judge mail of a domain from one of the addresses that it leaves from. */
export interface SpfOfAddress {
  readonly address: string
  readonly evaluation: SpfEvaluation
}

export const spfOfAddresses = factAbout<string>()({
  id: 'authentication.spf-of-addresses',
  summary: 'SPF result of a domain for each public address that mail leaves from.',
  fromOutside: 'same',
  needs: { works: nameResolution, visible: visibleAddresses },
  optional: { helo: heloName },
  async collect(world, { visible, helo }, domain): Promise<Fact<readonly SpfOfAddress[]>> {
    if (visible.status === 'absent') return visible
    const name = helo.status === 'known' ? helo.value : domain
    const all = visible.value.map(async (address) => ({
      address,
      evaluation: await evaluate(world, address, domain, name),
    }))
    return known(await Promise.all(all))
  },
})

function evaluate(world: World, address: string, domain: string, helo: string): Promise<SpfEvaluation> {
  const question = { address, domain, sender: `postmaster@${domain}`, helo }
  return evaluateSpf(question, spfLookUp(world))
}
