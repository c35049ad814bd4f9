import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, tableReference } from './table-references.ts'

/** A transport that the configuration names, and for what. */
export interface NamedTransport {
  /** Service of master.cf: `smtp`, `lmtp`, `slow`. */
  readonly transport: string
  /** What comes after its colon: `unix:private/dovecot-lmtp`, `[192.0.2.1]:2525`; may be empty. */
  readonly nexthop: string
  /** Parameter, or key of transport_maps. */
  readonly pattern: string
  readonly evidence: readonly Evidence[]
}

const parameters = [
  'local_transport',
  'virtual_transport',
  'relay_transport',
  'default_transport',
  'mailbox_transport',
  'fallback_transport',
  'content_filter',
]
const tables = ['transport_maps', 'sender_dependent_default_transport_maps']

/** `transport:nexthop`; both may be empty; error and retry carry a text. */
const transportText = /^([A-Za-z0-9_.-]{1,64})(?::(.*))?$/s

export const postfixTransports = fact({
  id: 'postfix.transports',
  summary: 'Transports that parameters and transport_maps name, as far as the tables can be listed.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<readonly NamedTransport[]>> {
    if (configuration.status === 'absent') return configuration
    const postfix = configuration.value
    const found: NamedTransport[] = []
    const add = (text: string, pattern: string, evidence: readonly Evidence[]) => {
      const match = transportText.exec(text.trim())
      const transport = match?.[1]
      if (transport !== undefined) found.push({ transport, nexthop: match?.[2] ?? '', pattern, evidence })
    }
    for (const parameter of parameters)
      if (postfix.explicit(parameter) !== undefined)
        add(postfix.value(parameter) ?? '', parameter, postfix.evidence(parameter))
    const at = isoTime(world.clock.now())
    for (const parameter of tables)
      for (const item of listItems(postfix.value(parameter) ?? '')) {
        const table = tableReference(item)
        const entries = table === undefined ? undefined : await entriesOf(world, table)
        if (entries?.status !== 'known') continue
        for (const { key, value, line } of entries.value) {
          const where = line === 0 ? parameter : `${table?.name}:${line}`
          add(value, key, [{ kind: 'file', where, text: `${key} ${value}`, at }])
        }
      }
    return known(found, ...configuration.evidence)
  },
})
