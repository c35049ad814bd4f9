import { absent, type Evidence, known } from '../../access/answer.ts'
import type { ConnectOutcome } from '../../access/net/net.ts'
import { type Fact, fact } from '../fact.ts'
import { type MailTarget, outboundTargets } from './outbound-targets.ts'

/** Whether one address of one mail host takes connections from here on port 25. */
export interface ReachedAddress extends MailTarget {
  readonly port25: ConnectOutcome
  readonly evidence: readonly Evidence[]
}

export const outboundReachability = fact({
  id: 'network.outbound-reachability',
  summary: 'For a few mail hosts of others, both families: does TCP 25 connect?',
  needs: { targets: outboundTargets },
  async collect(world, { targets }): Promise<Fact<readonly ReachedAddress[]>> {
    if (targets.status === 'absent') return targets
    const answers = await Promise.all(
      targets.value.map(async (target) => ({
        target,
        answer: await world.net.connect({ address: target.address, port: 25 }),
      })),
    )
    const told = answers.flatMap(({ target, answer }) =>
      answer.status === 'known' ? [{ ...target, port25: answer.value, evidence: answer.evidence }] : [],
    )
    const untold = answers.find(({ answer }) => answer.status === 'unknown')?.answer
    if (told.length > 0) return known(told)
    return untold?.status === 'unknown' ? untold : absent()
  },
})

export function connects({ port25 }: ReachedAddress): boolean {
  return port25.outcome === 'connected'
}
