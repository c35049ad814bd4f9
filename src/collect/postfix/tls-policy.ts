import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, tableReference } from './table-references.ts'

/** A line of smtp_tls_policy_maps: the next hop and what TLS it must offer. */
export interface TlsPolicyEntry {
  /** `example.org`, `.example.org`, `[smtp.example.net]:587`; lower case. */
  readonly key: string
  /** `secure match=nexthop`, `encrypt`, `none`, … as written. */
  readonly policy: string
  readonly evidence: readonly Evidence[]
}

export const tlsPolicyEntries = fact({
  id: 'postfix.tls-policy',
  summary: 'Entries of smtp_tls_policy_maps, as far as its tables can be listed.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<readonly TlsPolicyEntry[]>> {
    if (configuration.status === 'absent') return configuration
    const items = listItems(configuration.value.value('smtp_tls_policy_maps') ?? '')
    const tables = items.flatMap((item) => tableReference(item) ?? [])
    const at = isoTime(world.clock.now())
    const found: TlsPolicyEntry[] = []
    for (const table of tables) {
      const entries = await entriesOf(world, table)
      if (entries.status !== 'known') continue
      for (const { key, value, line } of entries.value) {
        const where = line === 0 ? 'smtp_tls_policy_maps' : `${table.name}:${line}`
        found.push({ key, policy: value, evidence: [{ kind: 'file', where, text: `${key} ${value}`, at }] })
      }
    }
    return known(found, ...configuration.value.evidence('smtp_tls_policy_maps'))
  },
})
