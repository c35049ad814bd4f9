import { known } from '../../access/answer.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { probedDomain } from './probed-domain.ts'

/** What port 25 of one address of an MX host says to a stranger who is about to deliver. */
export interface ExchangerDialogue {
  readonly host: string
  readonly preference: number
  readonly address: string
  readonly dialogue: Fact<DialogueSeen>
}

/** Nobody has more with reason; each costs a connection. */
const addressesLimit = 16
/** A large provider has dozens of addresses behind one name: they are alike. */
const addressesOfFamilyLimit = 2

/**
 * One connection to each address, up to RCPT TO:<postmaster> (RFC 5321 §4.5.1) and never further. What
 * needs port 25 of the MX reads it here, so that no server is asked twice for the same.
 */
export const exchangerDialogues = fact({
  id: 'mail.exchanger-dialogues',
  summary:
    'STARTTLS dialogues on port 25 with the addresses of a domain’s MX hosts, up to RCPT TO:<postmaster>.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { domains: probedDomain },
  async collect(world, { domains }): Promise<Fact<readonly ExchangerDialogue[]>> {
    const [domain] = domains.status === 'known' ? domains.value : []
    if (domain === undefined) return { status: 'absent', evidence: [] }
    const exchangers = await exchangersOf(world, domain)
    if (exchangers.status !== 'known') return exchangers
    const targets = exchangers.value.exchangers.flatMap(({ host, preference, addresses }) =>
      addresses.status === 'known'
        ? firstOfFamilies(addresses.value).map((address) => ({ host, preference, address }))
        : [],
    )
    const held = await Promise.all(
      targets.slice(0, addressesLimit).map(async (target) => ({
        ...target,
        dialogue: await ask(world, target.host, target.address, domain),
      })),
    )
    return held.length === 0
      ? { status: 'absent', evidence: exchangers.evidence }
      : known(held, ...exchangers.evidence)
  },
})

function firstOfFamilies(addresses: readonly string[]): string[] {
  const [v6 = [], v4 = []] = [true, false].map((wanted) =>
    addresses.filter((address) => address.includes(':') === wanted).slice(0, addressesOfFamilyLimit),
  )
  return [...v4, ...v6]
}

function ask(world: World, host: string, address: string, domain: string): Promise<Fact<DialogueSeen>> {
  return world.net.dialogue({
    protocol: 'smtp',
    endpoint: { address, port: 25 },
    tls: 'starttls',
    serverName: host,
    commands: ['MAIL FROM:<>', `RCPT TO:<postmaster@${domain}>`, 'RSET'],
  })
}
