import { type Evidence, known } from '../../access/answer.ts'
import type { FileStatus } from '../../access/host/host.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { activeServices, type PostfixService, postfixServices } from './services.ts'
import {
  fileTypes,
  indexedTypes,
  listItems,
  type TableReference,
  tableReference,
  tableTypes,
} from './table-references.ts'

/** A lookup table that the configuration names, and the state of its files. */
export interface PostfixTable extends TableReference {
  /** Parameters that name it: `virtual_alias_maps`, or `submission: smtpd_sender_login_maps` for an -o. */
  readonly parameters: readonly string[]
  /** Where the first of them is set. */
  readonly evidence: readonly Evidence[]
  /** Text file that it is built from or read from; undefined for types without a file. */
  readonly sourcePath: string | undefined
  readonly source: Fact<FileStatus> | undefined
  /** Database that postmap or postalias writes; undefined for types that are not indexed. */
  readonly databasePath: string | undefined
  readonly database: Fact<FileStatus> | undefined
}

/** Postfix makes these itself. */
const madeByPostfix =
  /_cache_database$|^address_verify_map$|^postscreen_cache_map$|^(?:smtp|smtpd|lmtp|tlsproxy)_tls_session_cache/
/** Values that may hold tables; elsewhere a word with a colon (`inet:host:port`) is none. */
const holdsTables =
  /_(?:maps|map|checks|domains|restrictions|networks|database|access|filter|command_filter|reply_filter|exceptions|patterns|hosts|clients|classes)$|^(?:mydestination|mynetworks|authorized_.*|debug_peer_list|smtpd_reject_footer_maps|.*_event_limit_exceptions)$/

/** Tables that Postfix opens although main.cf does not name them. */
const namedByDefault = ['alias_maps', 'local_recipient_maps'] as const
const maximalTables = 300

export const postfixTables = fact({
  id: 'postfix.tables',
  summary: 'Lookup tables that main.cf and master.cf name: type, source file, database, and their times.',
  needs: { configuration: postfixConfiguration },
  optional: { services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<readonly PostfixTable[]>> {
    if (configuration.status === 'absent') return configuration
    const active = services.status === 'known' ? activeServices(services.value) : []
    const references = findReferences(configuration.value, active)
    const tables = await Promise.all(references.map((one) => withFiles(world, one)))
    return known(tables, ...configuration.evidence)
  },
})

type Found = TableReference & {
  readonly parameters: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** All tables that parameters and -o overrides name, each once. */
export function findReferences(
  configuration: PostfixConfiguration,
  services: readonly PostfixService[],
): Found[] {
  const found = new Map<string, Found>()
  const add = (parameter: string, value: string, evidence: readonly Evidence[]) => {
    for (const item of listItems(value)) {
      const reference = tableReference(item.replace(/^!/, ''))
      if (reference === undefined || !isTable(parameter, reference)) continue
      const earlier = found.get(reference.text)
      const parameters = [...new Set([...(earlier?.parameters ?? []), parameter])]
      found.set(reference.text, { ...reference, parameters, evidence: earlier?.evidence ?? evidence })
    }
  }
  const classes = listItems(configuration.value('smtpd_restriction_classes') ?? '')
  for (const { name } of configuration.explicitParameters)
    if (mayHoldTables(name) || classes.includes(name))
      add(name, configuration.value(name) ?? '', configuration.evidence(name))
  if (configuration.value('mydestination') !== '')
    for (const name of namedByDefault)
      add(name, configuration.value(name) ?? '', configuration.evidence(name))
  for (const service of services)
    for (const name of service.overrides.keys())
      if (mayHoldTables(name)) {
        const evidence: Evidence[] = configuration.evidence(name).slice(0, 1)
        const where = { ...evidence[0], where: `${service.path}:${service.line}`, text: service.text }
        add(
          `${service.name}: ${name}`,
          configuration.valueIn(service, name) ?? '',
          evidence.map((one) => ({ ...one, ...where })),
        )
      }
  return [...found.values()].slice(0, maximalTables)
}

function mayHoldTables(parameter: string): boolean {
  return holdsTables.test(parameter) && !madeByPostfix.test(parameter)
}

/** In restriction lists `inet:` and `unix:` follow check_policy_service: endpoints, not tables. */
function isTable(parameter: string, { type, name, proxied }: TableReference): boolean {
  if (parameter.endsWith('_restrictions') && (type === 'unix' || type === 'inet')) return false
  return (
    proxied ||
    tableTypes.has(type) ||
    (name.startsWith('/') && /_(?:maps|map|checks|database)$/.test(parameter))
  )
}

async function withFiles(world: World, found: Found): Promise<PostfixTable> {
  const suffix = indexedTypes.get(found.type)
  const isFile = suffix !== undefined || fileTypes.has(found.type)
  const sourcePath = isFile && found.name.startsWith('/') ? found.name : undefined
  const databasePath = sourcePath !== undefined && suffix !== undefined ? `${sourcePath}${suffix}` : undefined
  const [source, database] = await Promise.all([
    sourcePath === undefined ? undefined : world.host.status(sourcePath),
    databasePath === undefined ? undefined : world.host.status(databasePath),
  ])
  return { ...found, sourcePath, source, databasePath, database }
}
