import { known } from '../../access/answer.ts'
import { fact } from '../fact.ts'

/** The time of the run. Conditions have no clock: they get the time as a fact. */
export const now = fact({
  id: 'system.now',
  summary: 'The time of this run on the examined machine, in milliseconds since 1970 UTC.',
  fromOutside: 'same',
  collect: (world) => known(world.clock.now()),
})
