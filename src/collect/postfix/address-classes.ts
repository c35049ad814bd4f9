import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'
import { postfixConfiguration } from './configuration.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, type TableReference, tableReference } from './table-references.ts'

/** ADDRESS_CLASS_README: who delivers mail for a domain, and how recipients are checked. */
export type AddressClass = 'local' | 'virtual-mailbox' | 'virtual-alias' | 'relay'

export interface ClassedDomain {
  readonly domain: string
  readonly class: AddressClass
  readonly parameter: string
  readonly evidence: readonly Evidence[]
}

export interface AddressClasses {
  /** myhostname, lower case. */
  readonly hostName: string
  /** A domain that is in two classes is there twice. */
  readonly domains: readonly ClassedDomain[]
  /** Tables whose domains could not be listed (SQL, LDAP, patterns, unreadable files). */
  readonly unlisted: readonly (TableReference & { readonly parameter: string })[]
}

const parametersOfClasses = [
  ['mydestination', 'local'],
  ['virtual_mailbox_domains', 'virtual-mailbox'],
  ['virtual_alias_domains', 'virtual-alias'],
  ['relay_domains', 'relay'],
] as const

export const addressClasses = fact({
  id: 'postfix.address-classes',
  summary: 'Domains that Postfix takes mail for, by address class, and tables that could not be listed.',
  needs: { configuration: postfixConfiguration },
  optional: { log: mailLog },
  async collect(world, { configuration, log }): Promise<Fact<AddressClasses>> {
    if (configuration.status === 'absent') return configuration
    const postfix = configuration.value
    const lists = await Promise.all(
      parametersOfClasses.map(([parameter, kind]) => domainsOf(world, postfix, parameter, kind)),
    )
    const unlisted = lists.flatMap((list) => list.unlisted)
    const domains = lists.flatMap((list) => list.domains)
    const listed = new Set(domains.map(({ domain }) => domain))
    if (unlisted.length > 0 && log.status === 'known')
      for (const { name, local } of log.value.accepted.domains)
        if (local && !listed.has(name) && isDomain(name))
          domains.push({
            domain: name,
            class: 'virtual-mailbox',
            parameter: unlisted[0]?.parameter ?? '',
            evidence: postfix.evidence(unlisted[0]?.parameter ?? ''),
          })
    const hostName = (postfix.value('myhostname') ?? '').toLowerCase()
    return known({ hostName, domains, unlisted }, ...postfix.evidence('mydestination'))
  },
})

interface DomainList {
  readonly domains: ClassedDomain[]
  readonly unlisted: AddressClasses['unlisted'][number][]
}

async function domainsOf(
  world: World,
  postfix: PostfixConfiguration,
  parameter: string,
  kind: AddressClass,
): Promise<DomainList> {
  const list: DomainList = { domains: [], unlisted: [] }
  const add = (name: string, evidence: readonly Evidence[]) => {
    const domain = name.toLowerCase().replace(/\.$/, '')
    if (isDomain(domain)) list.domains.push({ domain, class: kind, parameter, evidence })
  }
  const items = listItems(postfix.value(parameter) ?? '')
  for (const item of items) {
    const table = tableReference(item)
    if (table !== undefined) await addTable(world, parameter, table, list, add)
    else if (item.startsWith('/')) await addFile(world, item, add)
    else if (!item.startsWith('!')) add(item, postfix.evidence(parameter))
  }
  return list
}

async function addTable(
  world: World,
  parameter: string,
  table: TableReference,
  list: DomainList,
  add: (name: string, evidence: readonly Evidence[]) => void,
): Promise<void> {
  const entries = await entriesOf(world, table)
  if (entries.status !== 'known') {
    list.unlisted.push({ ...table, parameter })
    return
  }
  const addressed = new Set(entries.value.flatMap(({ key }) => key.split('@', 2)[1] ?? []))
  // virtual_alias_domains defaults to $virtual_alias_maps: there a bare key is a domain only if
  // addresses in it follow; `first.last` is an address without its domain.
  const bare = entries.value.filter(({ key }) => !key.includes('@') && key.includes('.'))
  const keys = parameter === 'virtual_alias_domains' ? bare.filter(({ key }) => addressed.has(key)) : bare
  const at = isoTime(world.clock.now())
  for (const { key, value, line } of keys) {
    const where = line === 0 ? parameter : `${table.name}:${line}`
    add(key, [{ kind: 'file', where, text: `${key} ${value}`.trim(), at }])
  }
}

async function addFile(
  world: World,
  path: string,
  add: (name: string, evidence: readonly Evidence[]) => void,
): Promise<void> {
  const answer = await world.host.readFile(path)
  if (answer.status !== 'known') return
  const lines = new TextDecoder().decode(answer.value).split('\n').slice(0, 10_000)
  for (const line of lines) {
    const name = line.trim()
    if (name !== '' && !name.startsWith('#')) add(name, answer.evidence)
  }
}

/** At least one dot, letters, digits, hyphens: enough to leave out patterns and addresses. */
function isDomain(name: string): boolean {
  return /^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(name) && name.length <= 253
}
