import type { Incident } from './incident.ts'
import { mayStillBe, type Observation } from './observation.ts'
import type { Policy } from './policy.ts'

/**
 * - `waits`: a critical incident is open on the same things (a unit, a socket, a port …): what shows beside it is
 *   most likely its doing, though no condition says so.
 * - `begins-anew`: the cause has just gone. What is seen may be of then: it has to be seen anew from here on.
 */
export type StandingBack = 'no' | 'waits' | 'begins-anew'

/** What the names of shared things are about. A domain, an address, a reason join what is otherwise apart. */
const things = /^(?:unit|program|port|socket|endpoint|path|queue-id):/

/** Whether a suspicion is kept from being told by another incident, which is graver. Pure. */
export function standingBack(
  suspicion: Incident,
  others: Iterable<Incident>,
  observation: Observation,
  { standsBackFor, settlesFor }: Pick<Policy, 'standsBackFor' | 'settlesFor'>,
): StandingBack {
  if (suspicion.diagnosis.severity === 'critical') return 'no'
  const { at } = observation
  const graver = [...others].filter((one) => one.id !== suspicion.id && isOpenAndCritical(one))
  const isSettling = graver.some(
    (one) =>
      !mayStillBe(one, observation) &&
      suspicion.suspectedAt >= one.suspectedAt &&
      at - (one.clearSince ?? at) < settlesFor,
  )
  if (isSettling) return 'begins-anew'
  if (at - suspicion.suspectedAt >= standsBackFor) return 'no'
  const own = thingsOf(suspicion, observation)
  return graver.some((one) => thingsOf(one, observation).some((thing) => own.includes(thing)))
    ? 'waits'
    : 'no'
}

function isOpenAndCritical({ state, diagnosis }: Incident): boolean {
  return state === 'open' && diagnosis.severity === 'critical'
}

/** Of the cause and of all that joined it, as they are seen now. */
function thingsOf({ key, members }: Incident, { marks }: Observation): string[] {
  const all = [key, ...members].flatMap((one) => marks?.get(one) ?? [])
  return all.filter((mark) => things.test(mark))
}
