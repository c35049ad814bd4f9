import { absent, type Evidence, known } from '../../access/answer.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'
import { otherMailServers } from '../mail/other-mail-servers.ts'

/** A domain elsewhere for which Exim had no router, though the DNS says where its mail goes. */
export interface UnrouteableDomain {
  readonly domain: string
  readonly reply: string
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** When mail for it went out after all, after that. */
  readonly acceptedAt: number | undefined
  readonly evidence: readonly Evidence[]
}

/** Exim's own words where no router takes an address, and those of Debian's `local` configuration. */
const words = /^(?:Unrouteable address|Mailing to remote domains not supported)/
/** Each is looked up in the DNS. */
const mostDomains = 5

export const eximUnrouteableDomains = fact({
  id: 'exim.unrouteable-domains',
  privilege: 'root',
  summary: 'Domains elsewhere that exist and for which Exim said "Unrouteable address", at most 5.',
  needs: { log: mailLog },
  optional: { servers: otherMailServers },
  async collect(world, { log, servers }): Promise<Fact<readonly UnrouteableDomain[]>> {
    if (log.status === 'absent') return log
    const own = new Set(
      servers.status === 'known'
        ? servers.value.flatMap(({ domains }) => domains.map(({ domain }) => domain))
        : [],
    )
    const groups = log.value.deliveries
      .filter(
        ({ program, status, reply }) =>
          program.startsWith('exim') && status === 'bounced' && words.test(reply),
      )
      .flatMap((group) => group.domains.map((domain) => ({ domain, group })))
      .filter(({ domain }) => domain.includes('.') && !own.has(domain))
    const byDomain = [...Map.groupBy(groups, ({ domain }) => domain)].slice(0, mostDomains)
    const found = await Promise.all(
      byDomain.map(async ([domain, same]): Promise<UnrouteableDomain[]> => {
        const route = await exchangersOf(world, domain)
        if (route.status !== 'known' || route.value.exchangers.length === 0) return []
        const occurrences = same.map(({ group }) => group)
        return [
          {
            domain,
            reply: occurrences[0]?.reply ?? '',
            count: occurrences.reduce((sum, { count }) => sum + count, 0),
            firstAt: Math.min(...occurrences.map(({ firstAt }) => firstAt)),
            lastAt: Math.max(...occurrences.map(({ lastAt }) => lastAt)),
            acceptedAt: occurrences[0]?.destinationAcceptedAt,
            evidence: [
              ...occurrences.slice(0, 1).map(({ lastExample }) => lastExample),
              ...route.evidence.slice(0, 1),
            ],
          },
        ]
      }),
    )
    return found.flat().length === 0 ? absent(...log.evidence) : known(found.flat())
  },
})
