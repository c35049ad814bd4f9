import { allConditions } from '../../knowledge/registry.ts'
import { centreAway, hostSilent } from '../fleet/silence.ts'
import { foresightIds } from '../foresight/foresee.ts'

const names = new Set([...allConditions.map(({ id }) => id), ...foresightIds, hostSilent, centreAway])

/** Whether an incident can be of that condition: one of the catalogue, or of what only a watch can tell. */
export function isConditionOfIncidents(name: string): boolean {
  return names.has(name)
}
