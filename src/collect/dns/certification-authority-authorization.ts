import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { selfAndAncestors } from './domain-name.ts'
import { recordData } from './look-up.ts'
import { ownExchangers } from './own-exchangers.ts'

/** The CAA records that count for an MX host. */
export interface HostAuthorization {
  readonly host: string
  /** Where they stand: the host or a name above it (RFC 8659 §3). */
  readonly at: string
  /** Domains of authorities that may issue; empty: nobody may. */
  readonly issuers: readonly string[]
  readonly evidence: Extract<Fact<unknown>, { status: 'known' }>['evidence']
}

export const certificationAuthorityAuthorization = fact({
  id: 'dns.certification-authority-authorization',
  summary: 'CAA records that count for a domain’s MX hosts. Absent: every authority may issue.',
  fromOutside: 'same',
  onlyFromOutside: true,
  needs: { exchangers: ownExchangers },
  async collect(world, { exchangers }): Promise<Fact<readonly HostAuthorization[]>> {
    if (exchangers.status === 'absent') return exchangers
    const found: HostAuthorization[] = []
    for (const { host } of exchangers.value) {
      for (const at of selfAndAncestors(host).slice(0, -1)) {
        const answer = await recordData(world, at, 'CAA')
        if (answer.status === 'unknown') return answer
        if (answer.status === 'absent') continue
        const issues = answer.value.flatMap((data) => /^\d+ issue "([^";]*)/i.exec(data)?.[1] ?? [])
        const restricts = answer.value.some((data) => /^\d+ issue /i.test(data))
        const issuers = issues.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
        if (restricts) found.push({ host, at, issuers, evidence: answer.evidence })
        break
      }
    }
    return found.length === 0 ? { status: 'absent', evidence: exchangers.evidence } : known(found)
  },
})
