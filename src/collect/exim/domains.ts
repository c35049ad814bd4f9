import type { World } from '../../access/world.ts'
import { isServedDomain, type ServedDomain } from '../mail/mail-server.ts'
import type { EximConfiguration } from './configuration.ts'
import { eximListItems } from './option-lists.ts'

export interface EximDomains {
  readonly domains: readonly ServedDomain[]
  /** Nothing of the lists was in a database or an expansion. */
  readonly complete: boolean
}

const lists = [
  ['local_domains', 'local'],
  ['relay_to_domains', 'relay'],
] as const
const mostDomains = 10_000

/**
 * `domainlist local_domains` and `relay_to_domains`, names that Debian, cPanel and Exim's own default use:
 * literal names, `@` for the host's own, keys of `lsearch;` files, names in `dsearch;` folders.
 */
export async function eximDomains(world: World, exim: EximConfiguration): Promise<EximDomains> {
  const domains: ServedDomain[] = []
  let complete = exim.list('local_domains') !== undefined
  for (const [list, kind] of lists) {
    for (const item of eximListItems(exim.list(list) ?? '')) {
      const names = await namesOf(world, exim, item)
      if (names === undefined) complete = false
      for (const name of (names ?? []).filter(isServedDomain).slice(0, mostDomains - domains.length))
        domains.push({ domain: name, class: kind, evidence: exim.evidence(list) })
    }
  }
  return { domains, complete }
}

/** Undefined: cannot be listed. */
async function namesOf(world: World, exim: EximConfiguration, item: string): Promise<string[] | undefined> {
  const text = item.toLowerCase()
  if (text === '@') return [(exim.value('primary_hostname') ?? '').toLowerCase()]
  if (text.startsWith('!') || text.startsWith('@')) return []
  const lookup = /^(?:partial\d*-)?(lsearch\*?|dsearch|nwildlsearch|wildlsearch);(\/\S+)$/.exec(item)
  if (lookup?.[2] === undefined) return /[${};^*+]/.test(text) ? undefined : [text]
  if (lookup[1] !== 'dsearch') return fileKeys(world, lookup[2])
  const entries = await world.host.listDirectory(lookup[2])
  return entries.status === 'known' ? entries.value.map(({ name }) => name.toLowerCase()) : undefined
}

/** An `lsearch` file: the key ends at a colon or at white space; `#` begins a comment. */
async function fileKeys(world: World, path: string): Promise<string[] | undefined> {
  const file = await world.host.readFile(path)
  if (file.status !== 'known') return undefined
  return new TextDecoder()
    .decode(file.value)
    .split('\n')
    .flatMap((line) => /^([^\s:#"][^\s:]{0,252})/.exec(line)?.[1]?.toLowerCase() ?? [])
}
