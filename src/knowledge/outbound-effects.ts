import type { Explanation, LinkedProblem } from './condition.ts'

/** A delivery that failed because no connection to port 25 of the receiver came about. */
export function isWithoutConnection(
  { marks }: Pick<LinkedProblem, 'marks'>,
  details: readonly string[],
): boolean {
  return (
    marks.includes('reason:connection-failed') &&
    details.some((detail) => marks.includes(`detail:${detail}`)) &&
    marks.some((mark) => mark === 'remote-port:25')
  )
}

/** Problems about deliveries that could be effects of a way out that is closed. */
export const deliveryEffects = [
  'deliveries-deferred',
  'deliveries-rejected',
  'remote-host-unreachable',
] as const

/** Every receiver fails alike: time-outs, "no route to host", or a refusal by the own firewall. */
export const explainsSilence: readonly Explanation[] = deliveryEffects.map((condition) => ({
  condition,
  when: (_cause, effect) => isWithoutConnection(effect, ['timeout', 'unreachable', 'refused']),
}))
