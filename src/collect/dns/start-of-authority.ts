import { known } from '../../access/answer.ts'
import { type Fact, factAbout } from '../fact.ts'
import { lookUp } from './look-up.ts'
import { nameServers } from './name-servers.ts'

/** RFC 1035 §3.3.13. Times in seconds. */
export interface StartOfAuthority {
  readonly zone: string
  readonly primary: string
  /** As published: a name, whose first label is the local part of a mail address. */
  readonly responsible: string
  readonly refresh: number
  readonly retry: number
  readonly expire: number
  /** How long a denial is kept (RFC 2308 §4). */
  readonly minimum: number
}

export const startOfAuthority = factAbout<string>()({
  id: 'dns.start-of-authority',
  summary: 'SOA of the zone that holds a domain; times in seconds.',
  fromOutside: 'same',
  needs: { servers: nameServers },
  async collect(world, { servers }): Promise<Fact<StartOfAuthority>> {
    if (servers.status === 'absent') return servers
    const { zone } = servers.value
    const answer = await lookUp(world, { name: zone, type: 'SOA' })
    if (answer.status !== 'known') return answer
    const [primary = '', responsible = '', , ...times] = answer.value.records[0]?.data.split(' ') ?? []
    const [refresh = 0, retry = 0, expire = 0, minimum = 0] = times.map(Number)
    return known({ zone, primary, responsible, refresh, retry, expire, minimum }, ...answer.evidence)
  },
})
