import { absent, type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { hostZone } from '../../logs/host-zone.ts'
import type { ZoneOffset } from '../../logs/zone.ts'
import { type Fact, fact } from '../fact.ts'

/** A package that was installed, upgraded or removed. */
export interface PackageChange {
  readonly at: number
  readonly action: 'installed' | 'upgraded' | 'removed'
  readonly name: string
  /** The version that came; of a removed package, the one that went. */
  readonly version: string
  readonly from: string | undefined
  readonly evidence: Evidence
}

const paths = ['/var/log/dpkg.log', '/var/log/dpkg.log.1']
const tailBytes = 512 << 10
const actions = { install: 'installed', upgrade: 'upgraded', remove: 'removed', purge: 'removed' } as const

export const packageHistory = fact({
  id: 'system.package-history',
  summary: 'Packages that dpkg installed, upgraded or removed lately, oldest first; absent: no dpkg log.',
  async collect(world): Promise<Fact<readonly PackageChange[]>> {
    const zone = await hostZone(world.host)
    const found = await Promise.all(paths.map((path) => read(world, path, zone)))
    if (found.every((one) => one === undefined)) return absent()
    return known(found.flatMap((one) => one ?? []).toSorted((a, b) => a.at - b.at))
  },
})

async function read(world: World, path: string, zone: ZoneOffset): Promise<PackageChange[] | undefined> {
  const blocks = await world.host.readBlocks(path, { startByte: -tailBytes, limitBytes: tailBytes })
  if (blocks.status !== 'known') return undefined
  const decoder = new TextDecoder()
  let text = ''
  for await (const block of blocks.value) text += decoder.decode(block, { stream: true })
  return parseDpkgLog(text, path, zone)
}

const line =
  /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) (install|upgrade|remove|purge) ([a-z0-9][a-z0-9+.-]{1,100})(?::[a-z0-9]+)? (\S{1,100}) (\S{1,100})$/

/** dpkg.log in the host's time: `2026-11-23 06:11:02 upgrade postfix:amd64 3.7.10-0 3.7.11-0`. Never throws. */
export function parseDpkgLog(text: string, path: string, zone: ZoneOffset): PackageChange[] {
  return text.split('\n').flatMap((written) => {
    const match = line.exec(written)
    if (match === null) return []
    const [, year, month, day, hour, minute, second, word, name = '', from = '', to = ''] = match
    const local = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    )
    const at = local - zone(local) * 60_000
    const action = actions[word as keyof typeof actions]
    const evidence: Evidence = { kind: 'log', where: path, text: written, at: new Date(at).toISOString() }
    const gone = action === 'removed'
    return [
      {
        at,
        action,
        name,
        version: gone ? from : to,
        from: gone || from === '<none>' ? undefined : from,
        evidence,
      },
    ]
  })
}
