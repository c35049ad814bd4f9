import { type Answer, absent, type Evidence, known } from '../../access/answer.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { lookUp, recordData } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'

/** Whether packets of one family get out to the internet and back at all. */
export interface FamilyReachability {
  readonly family: 4 | 6
  readonly address: string
  readonly answers: boolean
  readonly evidence: readonly Evidence[]
}

const records = [
  { family: 4, type: 'A' },
  { family: 6, type: 'AAAA' },
] as const

/**
 * The servers of the DNS root take TCP connections from everybody, by IPv4 and IPv6 (RFC 7720 §2): one
 * connection to one of them tells a blocked port from a dead network.
 */
export const internetReachability = fact({
  id: 'network.internet-reachability',
  fromOutside: 'same',
  summary: 'Whether a server of the DNS root answers on TCP port 53, by IPv4 and by IPv6.',
  needs: { works: nameResolution },
  async collect(world): Promise<Fact<readonly FamilyReachability[]>> {
    if (world.host.kind === 'root')
      return { status: 'unknown', because: { code: 'not-running-here', text: 'a directory has no network' } }
    const servers = await lookUp(world, { name: '.', type: 'NS' })
    if (servers.status !== 'known') return servers
    const names = servers.value.records.map(({ data }) => data).toSorted()
    const asked = await Promise.all(records.map((record) => reachOne(world, names, record)))
    const found = asked.flatMap((one) => (one === undefined ? [] : [one]))
    return found.length === 0 ? absent(...servers.evidence) : known(found)
  },
})

const mostServers = 2

async function reachOne(
  world: World,
  names: readonly string[],
  { family, type }: (typeof records)[number],
): Promise<FamilyReachability | undefined> {
  const addresses = await Promise.all(
    names.slice(0, mostServers).map((name) => recordData(world, name, type)),
  )
  const found = addresses.flatMap((answer) => (answer.status === 'known' ? answer.value.slice(0, 1) : []))
  const outcomes = await Promise.all(found.map((address) => world.net.connect({ address, port: 53 })))
  const seen = outcomes.flatMap((answer, index) =>
    answer.status === 'known' ? [{ answer, address: found[index] ?? '' }] : [],
  )
  const reached = seen.find(({ answer }) => isReached(answer)) ?? seen[0]
  if (reached === undefined) return undefined
  const evidence = seen.flatMap(({ answer }) => answer.evidence)
  return { family, address: reached.address, answers: isReached(reached.answer), evidence }
}

/** A refusal came from there, too. */
function isReached(answer: Answer<ConnectOutcome>): boolean {
  return answer.status === 'known' && ['connected', 'refused'].includes(answer.value.outcome)
}
