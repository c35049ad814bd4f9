import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** How full the kernel's table of connections is: new connections are dropped when it is full. */
export interface ConnectionTracking {
  readonly entries: number
  readonly maximum: number
  readonly evidence: readonly Evidence[]
}

const folder = '/proc/sys/net/netfilter'

export const connectionTracking = fact({
  id: 'network.connection-tracking',
  summary: 'Entries in the connection tracking table, and its maximum. Absent: no connection is tracked.',
  async collect(world): Promise<Fact<ConnectionTracking>> {
    const [entries, maximum] = await Promise.all([
      numberIn(world, `${folder}/nf_conntrack_count`),
      numberIn(world, `${folder}/nf_conntrack_max`),
    ])
    if (entries.status !== 'known') return entries
    if (maximum.status !== 'known') return maximum
    const evidence: Evidence = {
      kind: 'file',
      where: `${folder}/nf_conntrack_count`,
      text: `${entries.value} of nf_conntrack_max ${maximum.value}`,
      at: isoTime(world.clock.now()),
    }
    return known({ entries: entries.value, maximum: maximum.value, evidence: [evidence] }, evidence)
  },
})

async function numberIn(world: World, path: string): Promise<Fact<number>> {
  const file = await world.host.readFile(path)
  if (file.status !== 'known') return file
  const text = new TextDecoder().decode(file.value).trim()
  return /^\d{1,15}$/.test(text) ? known(Number(text), ...file.evidence) : absent(...file.evidence)
}
