import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { identityOf, pathAccess } from '../sockets/access.ts'
import { accessEvidence } from '../sockets/required-sockets.ts'
import { accounts } from '../system/accounts.ts'
import { rspamdSection } from './rspamd-files.ts'
import { uclList } from './ucl.ts'

/** A Redis that Rspamd keeps its statistics, greylisting and limits in. */
export interface RspamdRedis {
  /** As configured: `127.0.0.1:6379`, `/run/redis/redis.sock`. */
  readonly server: string
  /** False: refused, missing or denied; undefined: could not be tried. */
  readonly reachable: boolean | undefined
  readonly evidence: readonly Evidence[]
}

const defaultPort = 6379
const rspamdUsers = ['_rspamd', 'rspamd']

export const rspamdRedis = fact({
  id: 'filters.rspamd-redis',
  summary:
    'The Redis servers of Rspamd’s redis.conf, and whether they can be reached now. Absent: none is set.',
  optional: { accounts },
  async collect(world, { accounts }): Promise<Fact<readonly RspamdRedis[]>> {
    const section = await rspamdSection(world, 'redis.conf')
    if (section.status !== 'known') return section
    const { values, paths } = section.value
    const servers = [
      ...new Set(['servers', 'write_servers', 'read_servers'].flatMap((key) => uclList(values, key))),
    ]
    const user =
      accounts.status === 'known'
        ? rspamdUsers.map((name) => identityOf(accounts.value, name)).find((one) => one !== undefined)
        : undefined
    const found = await Promise.all(
      servers.slice(0, 10).map(async (server): Promise<RspamdRedis> => {
        const at = isoTime(world.clock.now())
        const setting: Evidence = { kind: 'file', where: paths[0] ?? '', text: `servers = ${server}`, at }
        const tried = server.startsWith('/')
          ? await trySocket(world, server, user)
          : await tryPort(world, server, at)
        return { server, reachable: tried.reachable, evidence: [setting, ...tried.evidence] }
      }),
    )
    return found.length === 0 ? absent() : known(found)
  },
})

type Attempt = Pick<RspamdRedis, 'reachable' | 'evidence'>

async function trySocket(world: World, path: string, user: ReturnType<typeof identityOf>): Promise<Attempt> {
  if (user === undefined) return { reachable: undefined, evidence: [] }
  const access = await pathAccess(world.host, path, user, 'rw')
  const evidence = accessEvidence(world, path, access)
  if (access.access === 'unknown') return { reachable: undefined, evidence }
  return { reachable: access.access === 'allowed', evidence }
}

/** `host`, `host:port`, `host:port:weight`, `[::1]:6379`. */
async function tryPort(world: World, server: string, at: string): Promise<Attempt> {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:\s]+))(?::(\d{1,5}))?/.exec(server)
  const host = match?.[1] ?? match?.[2]
  const port = match?.[3] === undefined ? defaultPort : Number(match[3])
  const address = host === 'localhost' ? '127.0.0.1' : host
  if (address === undefined || !/^[0-9.]+$|:/.test(address)) return { reachable: undefined, evidence: [] }
  const answer = await world.net.connect({ address, port })
  if (answer.status !== 'known') return { reachable: undefined, evidence: [] }
  const connected = answer.value.outcome === 'connected'
  const text = answer.value.outcome === 'connected' ? 'connected' : answer.value.error
  return { reachable: connected, evidence: [{ kind: 'dialogue', where: `${address}:${port}`, text, at }] }
}
