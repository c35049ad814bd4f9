import { type Evidence, known } from '../../access/answer.ts'
import type { DnsRecord } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { lookUp } from './look-up.ts'
import { askedAddress, nameServers } from './name-servers.ts'

const askedTypes = ['MX', 'TXT'] as const

/** What one name server itself holds for a domain. */
export interface ServerAnswer {
  readonly name: string
  readonly type: (typeof askedTypes)[number]
  readonly records: readonly DnsRecord[]
  readonly evidence: readonly Evidence[]
}

export const serverAnswers = factAbout<string>()({
  id: 'dns.server-answers',
  summary: 'MX and TXT of a domain as each authoritative name server itself has them, with their whole TTL.',
  fromOutside: 'same',
  onlyFromOutside: true,
  needs: { servers: nameServers },
  async collect(world, { servers }, domain): Promise<Fact<readonly ServerAnswer[]>> {
    if (servers.status === 'absent') return servers
    const serving = servers.value.servers.flatMap(({ name, answer, addresses }) => {
      const address = askedAddress(addresses)
      return answer === 'authoritative' && address !== undefined ? [{ name, address }] : []
    })
    const asked = serving.flatMap((server) => askedTypes.map((type) => ask(world, server, domain, type)))
    const answers = (await Promise.all(asked)).flat()
    return answers.length === 0 ? { status: 'absent', evidence: servers.evidence } : known(answers)
  },
})

/** None where it did not answer, or sent us on: that is another fact's matter. */
async function ask(
  world: World,
  { name, address }: { readonly name: string; readonly address: string },
  domain: string,
  type: ServerAnswer['type'],
): Promise<ServerAnswer[]> {
  const answer = await lookUp(world, { name: domain, type, resolver: address, recursion: false })
  if (answer.status === 'unknown') return []
  const records = answer.status === 'known' ? answer.value.records : []
  return [{ name, type, records, evidence: answer.evidence }]
}
