import { known } from '../../access/answer.ts'
import { type Fact, factAbout } from '../fact.ts'
import { lookUp } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

/** Whether a name exists at all, with whatever records (RFC 8020). */
export const existence = factAbout<string>()({
  id: 'dns.existence',
  summary: 'Whether the DNS knows a domain. Absent: NXDOMAIN.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<true>> {
    const answer = await lookUp(world, { name: domain, type: 'SOA' })
    if (answer.status === 'unknown') return answer
    const denied =
      answer.status === 'absent' && answer.evidence.some(({ text }) => text.startsWith('NXDOMAIN'))
    return denied ? { status: 'absent', evidence: answer.evidence } : known(true, ...answer.evidence)
  },
})
