import { type Evidence, known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { isRecord, parseJson } from './json.ts'

/** A route of this machine, of any table but `local`. */
export interface Route {
  readonly family: 4 | 6
  /** `default`, a network or an address. */
  readonly destination: string
  readonly isDefault: boolean
  readonly interface: string
  readonly gateway: string | undefined
  readonly table: string
  /** Neither `unreachable`, `blackhole` or `prohibit`, nor with its link down. */
  readonly usable: boolean
}

const commands = [
  { name: 'ip-routes-v4', family: 4 },
  { name: 'ip-routes-v6', family: 6 },
] as const

export const routes = fact({
  id: 'network.routes',
  summary: 'Routes of this machine, IPv4 and IPv6, of all tables but local.',
  async collect(world): Promise<Fact<readonly Route[]>> {
    const found: Route[] = []
    const evidence: Evidence[] = []
    for (const answer of await Promise.all(commands.map((command) => read(world, command)))) {
      if (answer.status !== 'known') return answer
      found.push(...answer.value)
      evidence.push(...answer.evidence)
    }
    return known(found, ...evidence)
  },
})

async function read(world: World, { name, family }: (typeof commands)[number]): Promise<Fact<Route[]>> {
  const output = await world.host.run({ name })
  if (output.status !== 'known') return output
  // Without a route ip(8) prints `[ ]`, or nothing where the family is switched off.
  const found = parseRoutes(output.value.stdout, family)
  return found === undefined
    ? unknown('malformed', `${name} did not print JSON`, 'install iproute2 4.18 or newer')
    : known(found, ...output.evidence)
}

/** `ip -j route show table all`: `[{dst, gateway, dev, table, type, flags, nexthops}]`. */
export function parseRoutes(json: string, family: 4 | 6): Route[] | undefined {
  if (json.trim() === '') return []
  const lines = parseJson(json)
  if (!Array.isArray(lines)) return undefined
  return lines.filter(isRecord).flatMap((line) => {
    const { type, table, dst, flags, nexthops } = line
    if (
      table === 'local' ||
      type === 'local' ||
      type === 'broadcast' ||
      type === 'multicast' ||
      type === 'anycast'
    )
      return []
    const hops = Array.isArray(nexthops) && nexthops.length > 0 ? nexthops.filter(isRecord) : [line]
    return hops.map((hop): Route => {
      const marks = [flags, hop['flags']].flatMap((list) => (Array.isArray(list) ? list : []))
      const refused = type === 'unreachable' || type === 'blackhole' || type === 'prohibit'
      return {
        family,
        destination: String(dst),
        isDefault: isDefaultRoute(dst),
        interface: typeof hop['dev'] === 'string' ? hop['dev'] : '',
        gateway: gatewayOf(hop),
        table: typeof table === 'string' ? table : 'main',
        usable: !refused && !marks.includes('linkdown') && !marks.includes('dead'),
      }
    })
  })
}

/** VPNs write two halves instead of one default. */
function isDefaultRoute(destination: unknown): boolean {
  return [
    'default',
    '0.0.0.0/0',
    '::/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    '2000::/3',
    '::/1',
    '8000::/1',
  ].includes(String(destination))
}

function gatewayOf(hop: Record<string, unknown>): string | undefined {
  const { gateway, via } = hop
  if (typeof gateway === 'string') return gateway
  return isRecord(via) && typeof via['host'] === 'string' ? via['host'] : undefined
}
