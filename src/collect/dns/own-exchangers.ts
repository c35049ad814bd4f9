import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { exchangersOf, type MailExchanger } from './mail-exchangers.ts'
import { nameResolution } from './name-resolution.ts'

/** A host that the MX records of this host's domains name, once, however many domains name it. */
export interface OwnExchanger extends MailExchanger {
  readonly domains: readonly string[]
}

/** A host of more domains usually has one MX name for all of them. */
const domainsLimit = 50

export const ownExchangers = fact({
  id: 'dns.own-exchangers',
  summary: 'The MX hosts of all domains that this host takes mail for, each once. Absent: none has an MX.',
  fromOutside: 'same',
  needs: { works: nameResolution, domains: ownDomains },
  async collect(world, { domains }): Promise<Fact<readonly OwnExchanger[]>> {
    if (domains.status === 'absent') return domains
    const asked = await Promise.all(
      domains.value
        .slice(0, domainsLimit)
        .map(async (domain) => ({ domain, answer: await exchangersOf(world, domain) })),
    )
    const named = asked.flatMap(({ domain, answer }) =>
      answer.status === 'known' && answer.value.source === 'mx'
        ? answer.value.exchangers.map((exchanger) => ({ domain, exchanger }))
        : [],
    )
    const byHost = Map.groupBy(named, ({ exchanger }) => exchanger.host)
    const found = [...byHost.values()].flatMap((group): OwnExchanger[] => {
      const [first] = group
      return first === undefined ? [] : [{ ...first.exchanger, domains: group.map(({ domain }) => domain) }]
    })
    if (found.length > 0) return known(found)
    const failed = asked.find(({ answer }) => answer.status === 'unknown')
    return failed?.answer.status === 'unknown'
      ? failed.answer
      : { status: 'absent', evidence: domains.evidence }
  },
})
