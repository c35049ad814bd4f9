import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** Any public address will do: the kernel is only asked which source it would take, nothing is sent. */
const somewherePublic = ['198.41.0.4', '2001:503:ba3e::2:30'] as const

export const outboundAddresses = fact({
  id: 'network.outbound-addresses',
  summary: 'The addresses that mail leaves this machine from, one per family that has a route out.',
  async collect(world): Promise<Fact<readonly string[]>> {
    const sources = await Promise.all(somewherePublic.map((target) => sourceFor(world, target)))
    const first = sources[0]
    if (first?.status === 'unknown') return first
    const found = sources.flatMap((source) => (source.status === 'known' ? [source] : []))
    return found.length === 0
      ? absent(...(first?.evidence ?? []))
      : known(
          found.map(({ value }) => value),
          ...found.flatMap(({ evidence }) => evidence),
        )
  },
})

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
