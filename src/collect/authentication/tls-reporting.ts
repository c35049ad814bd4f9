import { known } from '../../access/answer.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'

export const tlsReporting = factAbout<string>()({
  id: 'authentication.tls-reporting',
  summary: 'TLS-RPT record of a domain (RFC 8460). Absent: none.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<string>> {
    const answer = await textRecords(world, `_smtp._tls.${domain}`)
    if (answer.status !== 'known') return answer
    const record = answer.value.find((text) => /^v=TLSRPTv1\s*(?:;|$)/.test(text))
    return record === undefined
      ? { status: 'absent', evidence: answer.evidence }
      : known(record, ...answer.evidence)
  },
})
