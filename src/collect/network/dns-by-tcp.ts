import { absent, type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { isPublicAddress } from '../dns/ip-address.ts'
import { lookUp, recordData } from '../dns/look-up.ts'
import { resolvers } from '../dns/resolvers.ts'
import { type Fact, fact } from '../fact.ts'

/** A DNS server that answers by UDP, and whether it takes TCP connections (RFC 7766 §5: it must). */
export interface DnsByTcp {
  readonly address: string
  readonly tcp: 'connected' | 'refused' | 'timeout' | 'unreachable'
  readonly evidence: readonly Evidence[]
}

export const dnsByTcp = fact({
  id: 'network.dns-by-tcp',
  summary: 'DNS servers that answer by UDP, the resolvers or, behind an own one, the root, and if TCP works.',
  needs: { resolvers },
  async collect(world, { resolvers }): Promise<Fact<readonly DnsByTcp[]>> {
    if (resolvers.status === 'absent') return resolvers
    const answering = resolvers.value.filter(({ answers }) => answers).map(({ address }) => address)
    if (answering.length === 0) return absent()
    const outside = answering.filter((address) => !isLoopback(address))
    const asked = outside.length > 0 ? outside : await rootServer(world)
    const found = await Promise.all(asked.map((address) => tryTcp(world, address)))
    const told = found.flatMap((one) => (one === undefined ? [] : [one]))
    return told.length === 0 ? absent() : known(told)
  },
})

/** A resolver on this host asks the servers of the zones itself, or passes the question on. */
async function rootServer(world: World): Promise<string[]> {
  const servers = await lookUp(world, { name: '.', type: 'NS' })
  if (servers.status !== 'known') return []
  const [name] = servers.value.records.map(({ data }) => data).toSorted()
  const addresses = name === undefined ? undefined : await recordData(world, name, 'A')
  const [address] = addresses?.status === 'known' ? addresses.value : []
  if (address === undefined || !isPublicAddress(address)) return []
  const byUdp = await lookUp(world, { name: '.', type: 'SOA', resolver: address, recursion: false })
  return byUdp.status === 'known' ? [address] : []
}

async function tryTcp(world: World, address: string): Promise<DnsByTcp | undefined> {
  const [plain = ''] = address.split('%')
  const answer = await world.net.connect({ address: plain, port: 53 })
  if (answer.status !== 'known') return undefined
  return { address: plain, tcp: answer.value.outcome, evidence: answer.evidence }
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}
