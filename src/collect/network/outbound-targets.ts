import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { MailLog } from '../../logs/mail-log.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { type PostfixQueue, postfixQueue } from '../postfix/queue.ts'

/** A mail host of somebody else, to which mail goes or could go. */
export interface MailTarget {
  readonly host: string
  readonly address: string
  readonly family: 4 | 6
}

/** Politeness and time: a handful of hosts tells a block from a dead peer. */
const mostHosts = 4
const enoughHosts = 2
/** Asked only where the host's own mail names too few: large, unrelated, always up. */
const wellKnownDomains = ['gmail.com', 'outlook.com', 'gmx.net']

export const outboundTargets = fact({
  id: 'network.outbound-targets',
  summary: 'A few mail hosts of others with their addresses: those of the log and queue first.',
  optional: { log: mailLog, queue: postfixQueue, domains: ownDomains },
  async collect(world, { log, queue, domains }): Promise<Fact<readonly MailTarget[]>> {
    const own = new Set(domains.status === 'known' ? domains.value : [])
    const fromLog = log.status === 'known' ? relays(log.value) : []
    const hosts = new Map(fromLog.map(({ host, address }) => [host, address]))
    if (hosts.size < enoughHosts) {
      const wanted = [
        ...(log.status === 'known' ? failedDomains(log.value) : []),
        ...(queue.status === 'known' ? queuedDomains(queue.value) : []),
        ...wellKnownDomains,
      ].filter((domain) => !own.has(domain))
      for (const host of await exchangerHosts(world, wanted)) hosts.set(host, hosts.get(host) ?? '')
    }
    const chosen = [...hosts].slice(0, mostHosts)
    const targets = await Promise.all(chosen.map(([host, address]) => addressesOf(world, host, address)))
    const found = targets.flat()
    return found.length === 0 ? absent() : known(found)
  },
})

/** Hosts that delivery failed to or went to on port 25, failures first. */
function relays({ deliveries, connectFailures, accepted }: MailLog): { host: string; address: string }[] {
  const targets = [...connectFailures.map(({ target }) => target), ...deliveries.map(({ relay }) => relay)]
  const failed = targets.filter(({ port, address }) => (port ?? 25) === 25 && address !== undefined)
  const taken = accepted.relays.flatMap(({ name }) => {
    const match = /^([^[\]]+)\[([0-9A-Fa-f:.]+)\]:25$/.exec(name)
    return match === null ? [] : [{ host: match[1] ?? '', address: match[2] ?? '' }]
  })
  return [
    ...failed.map(({ host, address }) => ({ host: host ?? address ?? '', address: address ?? '' })),
    ...taken,
  ]
}

function failedDomains({ deliveries }: MailLog): string[] {
  return deliveries.filter(({ daemon }) => daemon === 'smtp').flatMap(({ domains }) => domains.slice(0, 1))
}

function queuedDomains({ byDestination }: PostfixQueue): string[] {
  return byDestination.slice(0, mostHosts).map(({ name }) => name)
}

async function exchangerHosts(world: World, domains: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(
    [...new Set(domains)].slice(0, mostHosts).map((domain) => exchangersOf(world, domain)),
  )
  return answers.flatMap((answer) =>
    answer.status === 'known' && answer.value.source === 'mx'
      ? answer.value.exchangers.slice(0, 1).map(({ host }) => host)
      : [],
  )
}

/** One address of each family; that of the log where the name tells none. */
async function addressesOf(world: World, host: string, logged: string): Promise<MailTarget[]> {
  const answer = await hostAddresses(world, host)
  const addresses = answer.status === 'known' ? answer.value : logged === '' ? [] : [logged]
  const families = [
    [4, addresses.find((address) => !address.includes(':'))],
    [6, addresses.find((address) => address.includes(':'))],
  ] as const
  return families.flatMap(([family, address]) => (address === undefined ? [] : [{ host, address, family }]))
}
