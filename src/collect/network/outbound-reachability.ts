import { absent, type Evidence, known } from '../../access/answer.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { internetReachability } from './internet-reachability.ts'
import { type MailTarget, outboundTargets } from './outbound-targets.ts'

/** Whether one address of one mail host can be reached from here: on port 25, and otherwise. */
export interface ReachedAddress extends MailTarget {
  readonly port25: ConnectOutcome
  /**
   * `answers`: packets of its family go there and back otherwise: another port of the same address, or the
   * DNS root; `silent`: nothing else answered either; `not-asked`: port 25 answered, that is enough.
   */
  readonly otherwise: 'answers' | 'silent' | 'not-asked'
  readonly evidence: readonly Evidence[]
}

/** Providers that block 25 leave it open, and a mail host answers or refuses at least. */
const submission = 587

export const outboundReachability = fact({
  id: 'network.outbound-reachability',
  summary: 'For a few mail hosts of others, both families: does TCP 25 connect, and does the network work?',
  needs: { targets: outboundTargets },
  optional: { internet: internetReachability },
  async collect(world, { targets, internet }): Promise<Fact<readonly ReachedAddress[]>> {
    if (targets.status === 'absent') return targets
    const working = internet.status === 'known' ? internet.value.filter(({ answers }) => answers) : []
    const reached = await Promise.all(
      targets.value.map((target) => {
        const contrast = working.find(({ family }) => family === target.family)
        return reach(world, target, contrast?.evidence)
      }),
    )
    const told = reached.flatMap((one) => (one.status === 'known' ? [one.value] : []))
    const [first] = reached
    if (told.length > 0) return known(told)
    return first !== undefined && first.status === 'unknown' ? first : absent()
  },
})

async function reach(
  world: World,
  target: MailTarget,
  contrast: readonly Evidence[] | undefined,
): Promise<Fact<ReachedAddress>> {
  const { address } = target
  const answer = await world.net.connect({ address, port: 25 })
  if (answer.status !== 'known') return answer
  const port25 = answer.value
  if (isAnswer(port25)) return known({ ...target, port25, otherwise: 'not-asked', evidence: answer.evidence })
  if (contrast !== undefined)
    return known({ ...target, port25, otherwise: 'answers', evidence: [...answer.evidence, ...contrast] })
  const other = await world.net.connect({ address, port: submission })
  const more = other.status === 'known' ? other.evidence : []
  const otherwise = other.status === 'known' && isAnswer(other.value) ? 'answers' : 'silent'
  return known({ ...target, port25, otherwise, evidence: [...answer.evidence, ...more] })
}

/** A refusal is an answer. */
function isAnswer({ outcome }: ConnectOutcome): boolean {
  return outcome === 'connected' || outcome === 'refused'
}

export function connects({ port25 }: ReachedAddress): boolean {
  return port25.outcome === 'connected'
}
