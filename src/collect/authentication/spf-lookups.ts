import type { World } from '../../access/world.ts'
import { type RecordLookUp, recordData } from '../dns/look-up.ts'

/** The evaluator's questions, asked of this host's resolver. */
export function spfLookUp(world: World): RecordLookUp {
  return (name, type) => recordData(world, name, type)
}
