import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { parseIpAddress } from '../dns/ip-address.ts'
import { type Fact, fact } from '../fact.ts'
import { type PostfixConfiguration, postfixConfiguration } from '../postfix/configuration.ts'
import { activeServices, type PostfixService, postfixServices } from '../postfix/services.ts'

type Family = 4 | 6

/** Any public address will do: the kernel is only asked which source it would take, nothing is sent. */
const somewherePublic: Readonly<Record<Family, string>> = { 4: '198.41.0.4', 6: '2001:503:ba3e::2:30' }

export const outboundAddresses = fact({
  id: 'network.outbound-addresses',
  summary: 'The addresses that mail leaves this machine from, at most one per family.',
  optional: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<readonly string[]>> {
    const postfix = configuration.status === 'known' ? configuration.value : undefined
    const client = services.status === 'known' ? smtpClient(services.value) : undefined
    const used = ([4, 6] as const).filter((family) => usesFamily(postfix, family))
    const sources = await Promise.all(
      used.map(
        (family) => boundAddress(postfix, client, family) ?? sourceFor(world, somewherePublic[family]),
      ),
    )
    const unseen = sources.find((source) => source.status === 'unknown')
    const found = sources.flatMap((source) => (source.status === 'known' ? [source] : []))
    if (found.length > 0) {
      return known(
        found.map(({ value }) => value),
        ...found.flatMap(({ evidence }) => evidence),
      )
    }
    if (unseen !== undefined) return unseen
    return absent(...sources.flatMap((source) => (source.status === 'absent' ? source.evidence : [])))
  },
})

/** postconf(5) inet_protocols: `all`, `ipv4`, `ipv6` or both. */
export function usesFamily(postfix: PostfixConfiguration | undefined, family: Family): boolean {
  const protocols = postfix?.value('inet_protocols') ?? 'all'
  return protocols.includes('all') || protocols.includes(`ipv${family}`)
}

function smtpClient(services: readonly PostfixService[]): PostfixService | undefined {
  return activeServices(services).find(
    ({ name, type, command }) => name === 'smtp' && type === 'unix' && command === 'smtp',
  )
}

/**
 * The address that Postfix is told to send from: smtp_bind_address, smtp_bind_address6, or the only one
 * of the family in inet_interfaces (postconf(5) smtp_bind_address).
 */
function boundAddress(
  postfix: PostfixConfiguration | undefined,
  client: PostfixService | undefined,
  family: Family,
): Fact<string> | undefined {
  if (postfix === undefined) return undefined
  const setting = (name: string) =>
    (client === undefined ? postfix.value(name) : postfix.valueIn(client, name)) ?? ''
  const name = family === 4 ? 'smtp_bind_address' : 'smtp_bind_address6'
  const bound = setting(name).trim()
  if (parseIpAddress(bound)?.family === family) return known(bound, ...postfix.evidence(name))
  const listed = setting('inet_interfaces')
    .split(/[\s,]+/)
    .filter((word) => parseIpAddress(word)?.family === family)
  const [only = ''] = listed
  const usable = listed.length === 1 && !only.startsWith('127.') && only !== '::1'
  return usable ? known(only, ...postfix.evidence('inet_interfaces')) : undefined
}

/** `ip -j route get`: the preferred source address; "Network is unreachable" where there is no route. */
async function sourceFor(world: World, target: string): Promise<Fact<string>> {
  const output = await world.host.run({ name: 'ip-route-get', arguments: [target] })
  if (output.status !== 'known') return output
  const source = /"prefsrc":"([0-9A-Fa-f:.]+)"/.exec(output.value.stdout)?.[1]
  const text = source === undefined ? output.value.stderr.trim() : `${target} is reached from ${source}`
  const evidence: Evidence = {
    kind: 'command',
    where: `ip route get ${target}`,
    text,
    at: isoTime(world.clock.now()),
  }
  return source === undefined ? absent(evidence) : known(source, evidence)
}
