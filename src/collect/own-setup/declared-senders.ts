import { known } from '../../access/answer.ts'
import { evaluateSpf } from '../authentication/spf/evaluate.ts'
import { spfLookUp } from '../authentication/spf-lookups.ts'
import { spfTreeOf } from '../authentication/spf-tree.ts'
import { parseIpAddress } from '../dns/ip-address.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { declaredSetup } from './declared.ts'

/** One declared sender that no own domain's SPF record lets send. */
export interface UnlistedSender {
  /** As it is declared. */
  readonly sender: string
  readonly path: readonly string[]
}

const mostDomains = 10
const mostSenders = 20

/**
 * A sender that is declared, and that every own domain's record leaves out. One domain that lists it is enough;
 * what could not be looked up may list it.
 */
export const unlistedSenders = fact({
  id: 'own-setup.unlisted-senders',
  summary: 'Declared senders that the SPF record of no own domain allows. Absent: none is declared.',
  needs: { works: nameResolution, declared: declaredSetup, domains: ownDomains },
  async collect(world, { declared, domains }): Promise<Fact<readonly UnlistedSender[]>> {
    if (declared.status === 'absent') return declared
    if (domains.status === 'absent') return domains
    const senders = placesOf(declared.value.setup).slice(0, mostSenders)
    if (senders.length === 0) return { status: 'absent', evidence: [] }
    const lookUp = spfLookUp(world)
    const listed = await Promise.all(
      senders.map(async ({ sender }) => {
        const answers = domains.value.slice(0, mostDomains).map(async (domain) => {
          const address = sender.split('/')[0] ?? ''
          if (parseIpAddress(address) === undefined) {
            const { records, unread } = await spfTreeOf(domain, lookUp)
            return records.some((one) => one.domain === sender) || unread.length > 0
          }
          const question = { address, domain, sender: `postmaster@${domain}`, helo: domain }
          return !['fail', 'softfail', 'neutral'].includes((await evaluateSpf(question, lookUp)).result)
        })
        return (await Promise.all(answers)).some(Boolean)
      }),
    )
    return known(senders.filter((_, index) => listed[index] === false))
  },
})

function placesOf(setup: {
  readonly spfSenders: readonly string[]
  readonly smarthost?: { readonly addresses: readonly string[] } | undefined
}): UnlistedSender[] {
  return [
    ...setup.spfSenders.map((sender, index) => ({ sender, path: ['spfSenders', String(index)] })),
    ...(setup.smarthost?.addresses ?? []).map((sender, index) => ({
      sender,
      path: ['smarthost', 'addresses', String(index)],
    })),
  ]
}
