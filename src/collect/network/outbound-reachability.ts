import { absent, type Evidence, known } from '../../access/answer.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type MailTarget, outboundTargets } from './outbound-targets.ts'

/** Whether one address of one mail host can be reached from here: on port 25, and otherwise. */
export interface ReachedAddress extends MailTarget {
  readonly port25: ConnectOutcome
  /**
   * `answers`: another port of the same address connected or refused, so packets go there and back;
   * `silent`: no other port answered either; `not-asked`: port 25 answered, that is enough.
   */
  readonly otherPorts: 'answers' | 'silent' | 'not-asked'
  readonly evidence: readonly Evidence[]
}

/** Submission and HTTPS: providers that block 25 leave these open, and a mail host refuses at least. */
const contrastPorts = [587, 443]

export const outboundReachability = fact({
  id: 'network.outbound-reachability',
  summary: 'For a few mail hosts of others, both families: does TCP 25 connect, and do other ports answer?',
  needs: { targets: outboundTargets },
  async collect(world, { targets }): Promise<Fact<readonly ReachedAddress[]>> {
    if (targets.status === 'absent') return targets
    const reached = await Promise.all(targets.value.map((target) => reach(world, target)))
    const told = reached.flatMap((one) => (one.status === 'known' ? [one.value] : []))
    const [first] = reached
    if (told.length > 0) return known(told)
    return first !== undefined && first.status === 'unknown' ? first : absent()
  },
})

async function reach(world: World, target: MailTarget): Promise<Fact<ReachedAddress>> {
  const { address } = target
  const port25 = await world.net.connect({ address, port: 25 })
  if (port25.status !== 'known') return port25
  const answered = port25.value.outcome === 'connected' || port25.value.outcome === 'refused'
  if (answered)
    return known({ ...target, port25: port25.value, otherPorts: 'not-asked', evidence: port25.evidence })
  const evidence = [...port25.evidence]
  for (const port of contrastPorts) {
    const other = await world.net.connect({ address, port })
    if (other.status !== 'known') continue
    evidence.push(...other.evidence)
    if (other.value.outcome === 'connected' || other.value.outcome === 'refused')
      return known({ ...target, port25: port25.value, otherPorts: 'answers', evidence })
  }
  return known({ ...target, port25: port25.value, otherPorts: 'silent', evidence })
}

export function connects({ port25 }: ReachedAddress): boolean {
  return port25.outcome === 'connected'
}

/** No answer at all: packets are dropped on the way there or back. A refusal is an answer. */
export function isSilent({ port25 }: ReachedAddress): boolean {
  return port25.outcome === 'timeout' || port25.outcome === 'unreachable'
}
