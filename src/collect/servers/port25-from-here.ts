import { type Evidence, known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { exchangerDialogues } from '../mail/exchanger-dialogues.ts'

/** Large, unrelated, always up: asked only where every MX host of the domain is silent. */
const wellKnownDomains = ['gmail.com', 'gmx.net']

/** Whether this network lets connections to port 25 out: many drop them, and all MX hosts look dead then. */
export const port25FromHere = fact({
  id: 'servers.port25-from-here',
  summary:
    'Whether port 25 of any mail server can be reached from here. Absent: of none, not even of large providers.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { exchangers: exchangerDialogues },
  async collect(world, { exchangers }): Promise<Fact<true>> {
    const held = exchangers.status === 'known' ? exchangers.value : []
    const reached = held.find(
      ({ dialogue }) => dialogue.status === 'known' && dialogue.value.connectMilliseconds !== undefined,
    )
    if (reached?.dialogue.status === 'known') return known(true, ...reached.dialogue.evidence.slice(0, 1))
    const asked = (await Promise.all(wellKnownDomains.map((domain) => connect(world, domain)))).flat()
    const connected = asked.find(({ isConnected }) => isConnected)
    if (connected !== undefined) return known(true, ...connected.evidence)
    if (asked.length === 0)
      return unknown('unreachable', 'no other mail server could be looked up to compare')
    return { status: 'absent', evidence: asked.flatMap(({ evidence }) => evidence) }
  },
})

interface Asked {
  readonly isConnected: boolean
  readonly evidence: readonly Evidence[]
}

async function connect(world: World, domain: string): Promise<readonly Asked[]> {
  const found = await exchangersOf(world, domain)
  const [first] = found.status === 'known' ? found.value.exchangers : []
  const addresses = first?.addresses.status === 'known' ? first.addresses.value : []
  const address = addresses.find((one) => !one.includes(':'))
  if (address === undefined) return []
  const answer = await world.net.connect({ address, port: 25 })
  return answer.status === 'known'
    ? [{ isConnected: answer.value.outcome === 'connected', evidence: answer.evidence }]
    : []
}
