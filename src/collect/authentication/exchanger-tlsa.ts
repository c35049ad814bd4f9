import { known } from '../../access/answer.ts'
import { lookUp } from '../dns/look-up.ts'
import { ownExchangers } from '../dns/own-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { isSigned } from './dane.ts'

/** The TLSA records that senders look for before they deliver to an MX host. */
export interface ExchangerTlsa {
  readonly host: string
  readonly domains: readonly string[]
  /** Presentation form; absent: none. */
  readonly published: Fact<readonly string[]>
  /** Whether the host’s zone is signed: only then records count (RFC 7672 §2.2). */
  readonly signed: Fact<boolean>
}

export const exchangerTlsa = fact({
  id: 'authentication.exchanger-tlsa',
  summary: 'TLSA records of a domain’s MX hosts, and whether their zones are signed.',
  fromOutside: 'same',
  needs: { exchangers: ownExchangers },
  async collect(world, { exchangers }): Promise<Fact<readonly ExchangerTlsa[]>> {
    if (exchangers.status === 'absent') return exchangers
    const all = exchangers.value.map(async ({ host, domains }): Promise<ExchangerTlsa> => {
      const answer = await lookUp(world, { name: `_25._tcp.${host}`, type: 'TLSA' })
      const secure = answer.status === 'known' && answer.value.authenticated
      const published: Fact<readonly string[]> =
        answer.status === 'known'
          ? known(
              answer.value.records.map(({ data }) => data),
              ...answer.evidence,
            )
          : answer
      return { host, domains, published, signed: secure ? known(true) : await isSigned(world, host) }
    })
    return known(await Promise.all(all))
  },
})
