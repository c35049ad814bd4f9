import { known, unknown } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { isRecord, parseJson } from './json.ts'

/** An address of an interface of this machine. */
export interface InterfaceAddress {
  readonly interface: string
  readonly address: string
  readonly prefixLength: number
  readonly family: 4 | 6
  /** `global`, `link`, `host` (loopback), `site`. */
  readonly scope: string
  readonly temporary: boolean
}

export const interfaceAddresses = fact({
  id: 'network.interface-addresses',
  summary: 'Addresses of the interfaces of this machine, with scope and prefix length.',
  async collect(world): Promise<Fact<readonly InterfaceAddress[]>> {
    const output = await world.host.run({ name: 'ip-addresses' })
    if (output.status !== 'known') return output
    const found = parseAddresses(output.value.stdout)
    return found === undefined
      ? unknown('malformed', 'ip -j address did not print JSON', 'install iproute2 4.18 or newer')
      : known(found, ...output.evidence)
  },
})

/** `ip -j address` (iproute2): an array of links with `addr_info`. */
export function parseAddresses(json: string): InterfaceAddress[] | undefined {
  const links = parseJson(json)
  if (!Array.isArray(links)) return undefined
  return links.flatMap((link: unknown) => {
    const infos = isRecord(link) && Array.isArray(link['addr_info']) ? link['addr_info'] : []
    const name = isRecord(link) ? String(link['ifname']) : ''
    return infos.filter(isRecord).flatMap((info) => addressOf(name, info))
  })
}

function addressOf(name: string, info: Record<string, unknown>): InterfaceAddress[] {
  const { local, prefixlen, family, scope, temporary } = info
  if (typeof local !== 'string' || typeof prefixlen !== 'number') return []
  return [
    {
      interface: name,
      address: local,
      prefixLength: prefixlen,
      family: family === 'inet6' ? 6 : 4,
      scope: typeof scope === 'string' ? scope : 'global',
      temporary: temporary === true,
    },
  ]
}
