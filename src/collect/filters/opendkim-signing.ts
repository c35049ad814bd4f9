import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import type { DkimSigning } from './signing-key.ts'

const mainFile = '/etc/opendkim.conf'
const maximalKeys = 1000

/** opendkim.conf(5): `Name value`, the first blank separates. Later lines win. */
export function parseOpendkimConf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const match = /^([A-Za-z]+)[ \t]+(\S.*)$/.exec(line.trim())
    return match?.[1] === undefined || match[2] === undefined
      ? []
      : [[match[1].toLowerCase(), match[2].trim()] as const]
  })
  return new Map(pairs)
}

/** Keys of OpenDKIM: `Domain`, `Selector`, `KeyFile`, or the table `KeyTable`. Absent: no OpenDKIM here. */
export async function opendkimSigning(world: World): Promise<Fact<readonly DkimSigning[]>> {
  const file = await world.host.readFile(mainFile)
  if (file.status !== 'known') return file
  const settings = parseOpendkimConf(new TextDecoder().decode(file.value))
  // `Mode v` only verifies.
  if (settings.get('mode')?.includes('s') === false) return known([])
  const single = singleKeys(world, settings)
  const table = settings.get('keytable')
  if (table === undefined) return single.length === 0 ? absent() : known(single)
  const path = table.replace(/^(?:file|refile|csl):/, '')
  const keys = await world.host.readFile(path)
  if (keys.status === 'unknown') return keys
  const rows = keys.status === 'known' ? parseKeyTable(new TextDecoder().decode(keys.value)) : []
  const listed = rows
    .slice(0, maximalKeys)
    .map(({ line, ...key }) => ({ ...key, evidence: [cite(world, `${path}:${line}`, key)] }))
  return known([...listed, ...single])
}

/** `name domain:selector:/path/to/key`, one a line. */
function parseKeyTable(
  text: string,
): readonly { domain: string; selector: string; keyPath: string; line: number }[] {
  return text.split('\n').flatMap((raw, index) => {
    const match = /^[^#\s]\S*\s+([^:\s]+):([^:\s]+):(\/\S+)/.exec(raw.trim())
    const [, domain, selector, keyPath] = match ?? []
    if (domain === undefined || selector === undefined || keyPath === undefined || domain === '%') return []
    return [{ domain: domain.toLowerCase(), selector, keyPath, line: index + 1 }]
  })
}

function singleKeys(world: World, settings: ReadonlyMap<string, string>): DkimSigning[] {
  const [domains, selector, keyPath] = ['domain', 'selector', 'keyfile'].map((name) => settings.get(name))
  if (domains === undefined || selector === undefined || keyPath === undefined) return []
  return domains.split(/[\s,]+/).map((domain) => {
    const key = { domain: domain.toLowerCase(), selector, keyPath }
    return { ...key, evidence: [cite(world, mainFile, key)] }
  })
}

function cite(
  world: World,
  where: string,
  key: { domain: string; selector: string; keyPath: string },
): Evidence {
  const text = `${key.domain}:${key.selector}:${key.keyPath}`
  return { kind: 'file', where, text, at: isoTime(world.clock.now()) }
}
