import type { World } from '../../access/world.ts'
import { recordData } from '../dns/look-up.ts'
import type { SpfLookUp } from './spf/outcome.ts'

/** The evaluator's questions, asked of this host's resolver. */
export function spfLookUp(world: World): SpfLookUp {
  return (name, type) => recordData(world, name, type)
}
