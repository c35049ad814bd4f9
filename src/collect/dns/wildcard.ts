import { type Evidence, known } from '../../access/answer.ts'
import type { RecordType } from '../../access/net/net.ts'
import { type Fact, factAbout } from '../fact.ts'
import { lookUp } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

/** A name that nobody has: what answers it answers every name. */
export const nobodysName = 'mailmedic-asks-for-a-wildcard'

export interface Wildcard {
  readonly type: RecordType
  readonly data: readonly string[]
  readonly evidence: readonly Evidence[]
}

export const wildcards = factAbout<string>()({
  id: 'dns.wildcards',
  summary: 'MX and TXT records that a domain has for names that do not exist. Absent: none.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<readonly Wildcard[]>> {
    const found: Wildcard[] = []
    const evidence: Evidence[] = []
    for (const type of ['MX', 'TXT'] as const) {
      const answer = await lookUp(world, { name: `${nobodysName}.${domain}`, type })
      if (answer.status === 'unknown') return answer
      evidence.push(...answer.evidence)
      if (answer.status === 'known')
        found.push({ type, data: answer.value.records.map(({ data }) => data), evidence: answer.evidence })
    }
    return found.length === 0 ? { status: 'absent', evidence } : known(found, ...evidence)
  },
})
