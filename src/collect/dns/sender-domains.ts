import type { Evidence } from '../../access/answer.ts'
import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { deliveryTroubles } from '../logs/delivery-troubles.ts'
import { isDomainName } from './domain-name.ts'
import { exchangersOf } from './mail-exchangers.ts'
import { nameResolution } from './name-resolution.ts'

/** A sender's domain for which receivers refused mail, and whether the DNS knows it. */
export interface RefusedSenderDomain {
  readonly domain: string
  /** It has an MX or an address; without a dot it cannot. */
  readonly exists: Fact<true>
  readonly replies: readonly Evidence[]
  readonly queueIds: readonly string[]
  readonly senders: readonly string[]
  readonly firstAt: number
}

const domainsLimit = 10

export const refusedSenderDomains = fact({
  id: 'dns.refused-sender-domains',
  summary: 'Sender domains that receivers refused as not existing, each looked up. Absent: none.',
  needs: { works: nameResolution, troubles: deliveryTroubles },
  async collect(world, { troubles }): Promise<Fact<readonly RefusedSenderDomain[]>> {
    if (troubles.status === 'absent') return troubles
    const refused = troubles.value.filter(
      ({ reading, local }) => !local && reading.reason === 'sender-invalid',
    )
    const pairs = refused.flatMap((trouble) =>
      trouble.senders.map((sender) => ({ sender, domain: domainOf(sender), trouble })),
    )
    const groups = Map.groupBy(
      pairs.filter(({ domain }) => domain !== ''),
      ({ domain }) => domain,
    )
    const found = [...groups].slice(0, domainsLimit).map(async ([domain, group]) => ({
      domain,
      exists: await exists(domain),
      replies: [...new Set(group.flatMap(({ trouble }) => trouble.evidence))].slice(0, 3),
      queueIds: [...new Set(group.flatMap(({ trouble }) => trouble.queueIds))],
      senders: [...new Set(group.map(({ sender }) => sender))],
      firstAt: Math.min(...group.map(({ trouble }) => trouble.firstAt)),
    }))
    return groups.size === 0 ? { status: 'absent', evidence: [] } : known(await Promise.all(found))

    async function exists(domain: string): Promise<Fact<true>> {
      if (!domain.includes('.') || !isDomainName(domain)) return { status: 'absent', evidence: [] }
      const answer = await exchangersOf(world, domain)
      return answer.status === 'known' ? known(true, ...answer.evidence) : answer
    }
  },
})

function domainOf(sender: string): string {
  const at = sender.lastIndexOf('@')
  return at === -1 ? '' : sender.slice(at + 1).toLowerCase()
}
