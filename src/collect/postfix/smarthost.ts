import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type NextHop, type Reach, reachOf } from '../network/next-hop.ts'
import { postfixConfiguration } from './configuration.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { portNumber } from './services.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, tableReference } from './table-references.ts'

export interface Smarthost extends NextHop {
  /** smtp_sasl_auth_enable. */
  readonly logsIn: boolean
  /** Keys of smtp_sasl_password_maps, lower case; undefined where they could not be listed. */
  readonly credentialKeys: readonly string[] | undefined
  readonly reach: Reach
}

/** The host that all mail for others goes through: relayhost. Absent: mail goes to the receivers' MX. */
export const postfixSmarthost = fact({
  id: 'postfix.smarthost',
  privilege: 'root',
  summary: 'The relayhost, whether it can be connected to, and for which next hops there are credentials.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<Smarthost>> {
    if (configuration.status === 'absent') return configuration
    const postfix = configuration.value
    const hop = parseNextHop(listItems(postfix.value('relayhost') ?? '')[0] ?? '')
    const evidence = postfix.evidence('relayhost')
    if (hop === undefined) return absent(...evidence)
    const [credentialKeys, reach] = await Promise.all([keysOf(world, postfix), reachOf(world, hop)])
    const logsIn = postfix.value('smtp_sasl_auth_enable') === 'yes'
    return known({ ...hop, logsIn, credentialKeys, reach }, ...evidence)
  },
})

/** `[host]:port`, `[host]`, `host:port`, `host`; without a port 25. */
export function parseNextHop(text: string): NextHop | undefined {
  const match = /^(?:\[([^\]\s]{1,255})\]|([^\s:[\]]{1,255}))(?::([A-Za-z0-9-]{1,32}))?$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = match?.[3] === undefined ? 25 : portNumber(match[3])
  if (host === undefined || port === undefined) return undefined
  return { text, host: host.replace(/^ipv6:/i, '').toLowerCase(), port, direct: match?.[1] !== undefined }
}

/** Only the keys: what stands behind them is secret. */
async function keysOf(world: World, postfix: PostfixConfiguration): Promise<readonly string[] | undefined> {
  const keys: string[] = []
  for (const item of listItems(postfix.value('smtp_sasl_password_maps') ?? '')) {
    const table = tableReference(item)
    if (table === undefined) return undefined
    if (table.type === 'static') return undefined
    const entries = await entriesOf(world, table)
    if (entries.status !== 'known') return undefined
    keys.push(...entries.value.map(({ key }) => key))
  }
  return keys
}
