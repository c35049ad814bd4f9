import { absent, known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { indexedTypes, type TableEntry, type TableReference } from './table-references.ts'
import { parseAliases, parseInlineTable, parseTable } from './table-text.ts'

const maximalBytes = 8 << 20

/**
 * Entries of a table as far as they can be listed: text files behind indexed tables, texthash, inline.
 * Patterns (regexp, pcre, cidr) and servers (mysql, ldap, …) are `unknown`.
 */
export async function entriesOf(
  world: World,
  table: TableReference,
  form: 'table' | 'aliases' = 'table',
): Promise<Fact<TableEntry[]>> {
  if (table.type === 'inline') return known(parseInlineTable(table.name))
  if (table.type === 'static') return known([])
  if (!indexedTypes.has(table.type) && table.type !== 'texthash')
    return unknown('not-running-here', `tables of type ${table.type} cannot be listed`)
  if (!table.name.startsWith('/')) return absent()
  const answer = await world.host.readFile(table.name, maximalBytes)
  if (answer.status !== 'known') return answer
  const text = new TextDecoder().decode(answer.value)
  return known(form === 'aliases' ? parseAliases(text) : parseTable(text), ...answer.evidence)
}
