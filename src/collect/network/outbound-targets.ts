import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { MailLog } from '../../logs/mail-log.ts'
import { isPublicAddress } from '../dns/ip-address.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { ownAddresses } from '../dns/own-addresses.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { mailQueue } from '../mail/queue.ts'
import type { QueueSummary } from '../mail/queue-summary.ts'

/** A mail host of somebody else, to which mail goes or could go. */
export interface MailTarget {
  readonly host: string
  readonly address: string
  readonly family: 4 | 6
  /**
   * `dependable`: large and always up, or it took mail in the last day. The others may be dead by
   * themselves: a queue is full of those.
   */
  readonly dependable: boolean
}

/** Politeness and time: a handful of hosts tells a block from a dead peer. */
const mostFailing = 3
const mostDependable = 2
/** Asked only where the host's own mail names too few: large, unrelated, always up. */
const wellKnownDomains = ['gmail.com', 'gmx.net']

export const outboundTargets = fact({
  id: 'network.outbound-targets',
  summary: 'A few mail hosts of others with their addresses: failing ones, and ones that are known to work.',
  optional: { log: mailLog, queue: mailQueue, domains: ownDomains, own: ownAddresses },
  async collect(world, { log, queue, domains, own }): Promise<Fact<readonly MailTarget[]>> {
    const ownNames = domains.status === 'known' ? domains.value : []
    const ours = new Set(own.status === 'known' ? own.value : [])
    const fromLog = log.status === 'known' ? log.value : undefined
    const accepted = fromLog === undefined ? [] : acceptedRelays(fromLog)
    const dependable = onePerHost(accepted, ours).slice(0, mostDependable)
    const failed = onePerHost(fromLog === undefined ? [] : failedRelays(fromLog), ours)
    const failing = failed
      .filter(({ host }) => !dependable.some((one) => one.host === host))
      .slice(0, mostFailing)
    const waiting = [
      ...(fromLog === undefined ? [] : failedDomains(fromLog)),
      ...(queue.status === 'known' ? queuedDomains(queue.value) : []),
    ].filter((domain) => !ownNames.includes(domain))
    const [more, wellKnown] = await Promise.all([
      failing.length > 0 ? [] : exchangerHosts(world, waiting),
      dependable.length > 0 ? [] : exchangerHosts(world, wellKnownDomains),
    ])
    const chosen = new Map<string, Chosen>()
    for (const one of [...failing, ...more]) chosen.set(one.host, { ...one, dependable: false })
    for (const one of [...dependable, ...wellKnown]) chosen.set(one.host, { ...one, dependable: true })
    const targets = await Promise.all([...chosen.values()].map((one) => targetsOf(world, one)))
    const found = targets.flat()
    return found.length === 0 ? absent() : known(found)
  },
})

interface Relay {
  readonly host: string
  /** As logged; '' where only the name is known. */
  readonly address: string
}

interface Chosen extends Relay {
  readonly dependable: boolean
}

/** Hosts that could not be connected to, or whose delivery failed, on port 25. */
function failedRelays({ deliveries, connectFailures }: MailLog): Relay[] {
  const targets = [...connectFailures.map(({ target }) => target), ...deliveries.map(({ relay }) => relay)]
  return targets.flatMap(({ host, address, port }) =>
    (port ?? 25) === 25 && address !== undefined ? [{ host: host ?? address, address }] : [],
  )
}

function acceptedRelays({ accepted }: MailLog): Relay[] {
  return accepted.relays.flatMap(({ name, local }) => {
    const match = /^([^[\]]+)\[([0-9A-Fa-f:.]+)\](?::25)?$/.exec(name)
    return match === null || local ? [] : [{ host: match[1] ?? '', address: match[2] ?? '' }]
  })
}

/** Only hosts out in the internet: a filter on this host or in its network proves nothing about the way out. */
function onePerHost(relays: readonly Relay[], ours: ReadonlySet<string>): Relay[] {
  const outside = relays.filter(({ address }) => isPublicAddress(address) && !ours.has(address))
  return [...new Map(outside.toReversed().map((relay) => [relay.host, relay])).values()].toReversed()
}

function failedDomains({ deliveries }: MailLog): string[] {
  return deliveries.filter(({ daemon }) => daemon === 'smtp').flatMap(({ domains }) => domains.slice(0, 1))
}

function queuedDomains({ byDestination }: QueueSummary): string[] {
  return byDestination.slice(0, mostFailing).map(({ name }) => name)
}

async function exchangerHosts(world: World, domains: readonly string[]): Promise<Relay[]> {
  const answers = await Promise.all(
    [...new Set(domains)].slice(0, mostFailing).map((domain) => exchangersOf(world, domain)),
  )
  return answers.flatMap((answer) =>
    answer.status === 'known' && answer.value.source === 'mx'
      ? answer.value.exchangers.slice(0, 1).map(({ host }) => ({ host, address: '' }))
      : [],
  )
}

/** One address of each family; that of the log where the name tells none. */
async function targetsOf(world: World, { host, address: logged, dependable }: Chosen): Promise<MailTarget[]> {
  const answer = await hostAddresses(world, host)
  const addresses = answer.status === 'known' ? answer.value : logged === '' ? [] : [logged]
  const families = [
    [4, addresses.find((address) => !address.includes(':'))],
    [6, addresses.find((address) => address.includes(':'))],
  ] as const
  return families.flatMap(([family, address]) =>
    address === undefined ? [] : [{ host, address, family, dependable }],
  )
}
