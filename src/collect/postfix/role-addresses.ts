import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, tableReference } from './table-references.ts'

/** Names in /etc/aliases and the like, lower case. */
export const localAliases = fact({
  id: 'postfix.local-aliases',
  summary: 'Names that alias_maps has entries for; absent where a table of it cannot be listed.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<ReadonlySet<string>>> {
    if (configuration.status === 'absent') return configuration
    const names = new Set<string>()
    for (const item of listItems(configuration.value.value('alias_maps') ?? '')) {
      const table = tableReference(item)
      if (table === undefined || table.type === 'nis') continue
      const entries = await entriesOf(world, table, 'aliases')
      if (entries.status !== 'known') return entries
      for (const { key } of entries.value) names.add(key)
    }
    return known(names, ...configuration.value.evidence('alias_maps'))
  },
})
