import { type Evidence, known } from '../../access/answer.ts'
import type { DnsRecord } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { isWithin } from './domain-name.ts'
import { lookUp } from './look-up.ts'
import { type MailExchangers, mailExchangers } from './mail-exchangers.ts'
import { askedAddress, nameServers } from './name-servers.ts'

type AskedType = 'MX' | 'TXT' | 'A' | 'AAAA'

/** What one name server itself holds for a domain. */
export interface ServerAnswer {
  readonly name: string
  /** Where it was asked. */
  readonly address: string
  /** The domain, or one of its MX hosts (A and AAAA). */
  readonly about: string
  readonly type: AskedType
  readonly records: readonly DnsRecord[]
  readonly evidence: readonly Evidence[]
}

export const serverAnswers = factAbout<string>()({
  id: 'dns.server-answers',
  summary:
    'MX and TXT of a domain, and addresses of its MX hosts in the same zone, as each authoritative name server itself has them, with their whole TTL.',
  fromOutside: 'same',
  needs: { servers: nameServers },
  optional: { exchangers: mailExchangers },
  async collect(world, { servers, exchangers }, domain): Promise<Fact<readonly ServerAnswer[]>> {
    if (servers.status === 'absent') return servers
    const serving = servers.value.servers.flatMap(({ name, answer, addresses }) => {
      const address = askedAddress(addresses)
      return answer === 'authoritative' && address !== undefined ? [{ name, address }] : []
    })
    const hosts = exchangers.status === 'known' ? hostsWithin(exchangers.value, servers.value.zone) : []
    const asked = serving.flatMap((server) => [
      ask(world, server, domain, 'MX'),
      ask(world, server, domain, 'TXT'),
      ...hosts.flatMap((host) => [ask(world, server, host, 'A'), ask(world, server, host, 'AAAA')]),
    ])
    const answers = (await Promise.all(asked)).flat()
    return answers.length === 0 ? { status: 'absent', evidence: servers.evidence } : known(answers)
  },
})

/** More are not compared: each costs two questions to each server. */
const hostsLimit = 3

function hostsWithin({ exchangers }: MailExchangers, zone: string): string[] {
  const names = exchangers.map(({ host }) => host).filter((host) => isWithin(host, zone))
  return [...new Set(names)].slice(0, hostsLimit)
}

/** None where it did not answer, or sent us on: that is another fact's matter. */
async function ask(
  world: World,
  { name, address }: { readonly name: string; readonly address: string },
  about: string,
  type: AskedType,
): Promise<ServerAnswer[]> {
  const answer = await lookUp(world, { name: about, type, resolver: address, recursion: false })
  if (answer.status === 'unknown') return []
  const records = answer.status === 'known' ? answer.value.records : []
  return [{ name, address, about, type, records, evidence: answer.evidence }]
}
