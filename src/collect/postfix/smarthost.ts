import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { addressNumber } from './networks.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { portNumber } from './services.ts'
import { entriesOf } from './table-entries.ts'
import { listItems, tableReference } from './table-references.ts'

/** A next hop such as `[smtp.example.net]:587`, taken apart: postconf(5) relayhost. */
export interface NextHop {
  readonly text: string
  readonly host: string
  readonly port: number
  /** In brackets: no MX look-up. */
  readonly direct: boolean
}

export interface Smarthost extends NextHop {
  /** smtp_sasl_auth_enable. */
  readonly logsIn: boolean
  /** Keys of smtp_sasl_password_maps, lower case; undefined where they could not be listed. */
  readonly credentialKeys: readonly string[] | undefined
  /** How TCP connects ended, one for each address (at most three); unknown where no address is known. */
  readonly reach: Fact<readonly { readonly address: string; readonly outcome: ConnectOutcome['outcome'] }[]>
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

const triedAddresses = 3

/** Connects to the next hop, at most three of its addresses. */
export async function reachOf(world: World, hop: NextHop): Promise<Smarthost['reach']> {
  const addresses = await addressesOf(world, hop)
  if (addresses.status !== 'known') return addresses
  const at = isoTime(world.clock.now())
  const tried = await Promise.all(
    addresses.value.slice(0, triedAddresses).map(async (address) => ({
      address,
      answer: await world.net.connect({ address, port: hop.port }),
    })),
  )
  const outcomes: { address: string; outcome: ConnectOutcome['outcome'] }[] = []
  const evidence: Evidence[] = []
  for (const { address, answer } of tried) {
    if (answer.status !== 'known') return answer.status === 'unknown' ? answer : absent()
    const { value } = answer
    outcomes.push({ address, outcome: value.outcome })
    const text = value.outcome === 'connected' ? 'connected' : `${value.outcome}: ${value.error}`
    evidence.push({ kind: 'dialogue', where: `${address}:${hop.port}`, text, at })
  }
  return known(outcomes, ...evidence)
}

async function addressesOf(world: World, hop: NextHop): Promise<Fact<readonly string[]>> {
  if (addressNumber(hop.host) !== undefined) return known([hop.host])
  const exchangers = hop.direct ? [] : await exchangersOf(world, hop.host)
  const name = exchangers[0] ?? hop.host
  const answer = await world.net.resolve({ name, type: 'A' })
  return answer.status === 'known'
    ? known(
        answer.value.records.map(({ data }) => data),
        ...answer.evidence,
      )
    : answer
}

async function exchangersOf(world: World, name: string): Promise<string[]> {
  const answer = await world.net.resolve({ name, type: 'MX' })
  if (answer.status !== 'known') return []
  return answer.value.records
    .map(({ data }) => data.split(' '))
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([, host]) => host ?? [])
}
