import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { addressNumber } from './address-ranges.ts'

/** A server that mail is handed to, as a setting names it: `[smtp.example.net]:587`. */
export interface NextHop {
  readonly text: string
  readonly host: string
  readonly port: number
  /** In brackets: no MX look-up. */
  readonly direct: boolean
}

/** How TCP connects ended, one for each address (at most three); unknown where no address is known. */
export type Reach = Fact<readonly { readonly address: string; readonly outcome: ConnectOutcome['outcome'] }[]>

const triedAddresses = 3

/** Connects to the next hop, at most three of its addresses. */
export async function reachOf(world: World, hop: NextHop): Promise<Reach> {
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
